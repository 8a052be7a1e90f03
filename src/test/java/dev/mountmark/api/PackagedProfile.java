package dev.mountmark.api;

import java.util.HashMap;
import java.util.Map;

/// The same settings for the packaged program, whose real engine is away.
public class PackagedProfile extends ApiProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<>(super.getConfigOverrides());
        settings.put("mountmark.discovery", "false");
        settings.put("mountmark.runtimes.linux.endpoint", NO_ENGINE);
        settings.put("mountmark.runtimes.linux.name", "Linux");
        settings.put("mountmark.native", "always");
        return settings;
    }

    /// The same with a token.
    public static class WithToken extends PackagedProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("mountmark.token", TOKEN);
            return settings;
        }
    }
}
