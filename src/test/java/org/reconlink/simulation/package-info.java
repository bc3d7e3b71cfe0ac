/**
 * How well the intervals of a rate cover the truth, measured on studies that the generator makes and the linker links:
 * {@code mvn -Psimulation verify -Dsimulation.studies=200}.
 */
package org.reconlink.simulation;
