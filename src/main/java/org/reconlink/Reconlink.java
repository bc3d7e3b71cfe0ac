package org.reconlink;

/** The command line entry. */
public final class Reconlink {
    private Reconlink() {}

    public static void main(String[] args) {
        System.out.println("reconlink");
    }
}
