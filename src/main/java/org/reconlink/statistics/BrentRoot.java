package org.reconlink.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * Brent's search for a root (1973, chapter 4): inverse quadratic interpolation or a secant where they help, else
 * bisection.
 */
public final class BrentRoot {
    private static final double EPSILON = Math.ulp(1.0);
    private static final int STEPS = 1000;

    private final DoubleUnaryOperator function;
    private final double tolerance;

    /** The last but one estimate, the best one, and the one on the other side of the root, with their values. */
    private double a;

    private double fa;
    private double b;
    private double fb;
    private double c;
    private double fc;

    private BrentRoot(DoubleUnaryOperator function, double lower, double upper, double tolerance) {
        this.function = function;
        this.tolerance = tolerance;
        this.a = lower;
        this.fa = function.applyAsDouble(lower);
        this.b = upper;
        this.fb = function.applyAsDouble(upper);
        this.c = a;
        this.fc = fa;
    }

    /** A root of a function whose values at the two ends differ in sign, at most {@code tolerance} from where it is. */
    public static double between(double lower, double upper, double tolerance, DoubleUnaryOperator function) {
        return new BrentRoot(function, lower, upper, tolerance).root();
    }

    private double root() {
        if (fa == 0) {
            return a;
        }
        for (int step = 0; step < STEPS && fb != 0; step++) {
            double last = b - a;
            if (Math.abs(fc) < Math.abs(fb)) {
                swap();
            }
            double enough = 2 * EPSILON * Math.abs(b) + tolerance / 2;
            double half = (c - b) / 2;
            if (Math.abs(half) <= enough) {
                return b;
            }
            double move =
                    Math.abs(last) >= enough && Math.abs(fa) > Math.abs(fb) ? interpolated(last, half, enough) : half;
            a = b;
            fa = fb;
            b += Math.abs(move) < enough ? Math.copySign(enough, move) : move;
            fb = function.applyAsDouble(b);
            if (fb > 0 == fc > 0) {
                c = a;
                fc = fa;
            }
        }
        return b;
    }

    private void swap() {
        a = b;
        b = c;
        c = a;
        fa = fb;
        fb = fc;
        fc = fa;
    }

    /** The interpolated step if it stays well inside the bracket and shrinks fast enough; else half of the bracket. */
    private double interpolated(double last, double half, double enough) {
        double p;
        double q;
        double s = fb / fa;
        if (a == c) {
            p = 2 * half * s;
            q = 1 - s;
        } else {
            double t = fa / fc;
            double r = fb / fc;
            p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
            q = (t - 1) * (r - 1) * (s - 1);
        }
        if (p > 0) {
            q = -q;
        } else {
            p = -p;
        }
        boolean inside = p < 1.5 * half * q - Math.abs(enough * q) / 2 && p < Math.abs(last * q / 2);
        return inside ? p / q : half;
    }
}
