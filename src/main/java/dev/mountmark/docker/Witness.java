package dev.mountmark.docker;

/// Who tells what kind of engine one has. `/_ping` is not among them: what its headers say is in
/// `/version` as well.
enum Witness {
    PLATFORM("Platform.Name of /version"),
    COMPONENTS("Components of /version"),
    SYSTEM("OperatingSystem of /info"),
    NAME("Name of /info"),
    SECURITY("SecurityOptions of /info"),
    ROOT("DockerRootDir of /info"),
    ROOTLESS("Rootless of /info"),
    PLACE("the place of its socket"),
    HOST("this host's system"),
    KIND("its kind"),
    FILE_SYSTEM("the file system seen in the container");

    private final String words;

    Witness(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
