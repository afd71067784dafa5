package io.hearth.platform;

/** Which build of the server this is. */
public final class Version {

    private Version() {}

    public static String current() {
        var packaged = Version.class.getPackage().getImplementationVersion();
        return packaged == null ? "development" : packaged;
    }
}
