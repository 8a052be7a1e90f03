package dev.mountmark.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.List;

/// Where the program starts. The service, and the question whether it is ready, load nothing of the command line.
@QuarkusMain
public class Main {
    // Threads that carry virtual ones. By default there is one for each processor, and a virtual thread that waits
    // for a class to be loaded or initialised keeps its carrier: on two processors two of them could wait for ever
    // for what a third has to finish. No deadline is to wait for a carrier while somebody's report is computed.
    private static final String CARRIERS = "64";

    public static void main(String... arguments) {
        var words = withoutSettings(arguments);
        System.getProperties().putIfAbsent("jdk.virtualThreadScheduler.parallelism", CARRIERS);
        if (words.isEmpty() || words.equals(List.of("serve"))) {
            Quarkus.run();
        } else if (asksHealth(words)) {
            System.exit(Health.ask(words.subList(1, words.size()), System.out, System.err));
        } else {
            System.exit(Commands.execute(words, Terminal.ours(), Work::begin));
        }
    }

    /// A setting counts wherever it stands: on the JVM those behind the jar are arguments like others.
    private static List<String> withoutSettings(String[] arguments) {
        for (var argument : arguments) {
            if (argument.startsWith("-D")) {
                var setting = argument.substring(2).split("=", 2);
                System.setProperty(setting[0], setting.length == 2 ? setting[1] : "true");
            }
        }
        return Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("-D"))
                .toList();
    }

    private static boolean asksHealth(List<String> words) {
        return words.getFirst().equals("health")
                && words.size() <= 2
                && !words.getLast().startsWith("-");
    }
}
