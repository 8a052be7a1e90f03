package dev.mountmark.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/// Where the program starts: the service, or one of the commands that need none of it.
@QuarkusMain
public class Main {
    private static final int USAGE = 2;

    private static final String HELP = """
            mountmark [-Dsetting=value ...] [serve]    runs the service until it is asked to end
            mountmark health [URL]                     asks a service whether it is ready; exit code 0 if it is
            mountmark help                             prints this
            """;

    public static void main(String... arguments) {
        if (arguments.length == 0 || List.of(arguments).equals(List.of("serve"))) {
            Quarkus.run();
        } else {
            System.exit(command(arguments, System.out, System.err));
        }
    }

    /// @return the exit code: 0 when it is so, 1 when it is not, 2 when the command is none
    static int command(String[] arguments, PrintStream out, PrintStream err) {
        var rest = Arrays.asList(arguments).subList(1, arguments.length);
        return switch (arguments[0]) {
            case "health" -> rest.size() > 1 ? unknown(rest.get(1), err) : Health.ask(rest, out, err);
            case "help", "--help", "-h" -> {
                out.print(HELP);
                yield 0;
            }
            case "serve" -> unknown(rest.getFirst(), err);
            default -> unknown(arguments[0], err);
        };
    }

    private static int unknown(String argument, PrintStream err) {
        err.println("expected serve, health or help, and settings as -Dname=value before it, got " + argument);
        return USAGE;
    }
}
