package org.reconlink.generate;

import java.util.List;

/**
 * How often something is wrong, each between 0 and 1. The first nine are shares of participants, whose sheet row differs
 * from what the police know; the last six are shares of persons or cases in the conviction extract.
 *
 * @param surnameTypo surname with one keyboard error
 * @param nickname forename as friends say it, where a nickname is known
 * @param missingPncId no PNC id
 * @param mistypedPncId one digit wrong; in half of them the check letter gives it away
 * @param missingCroNumber no CRO number
 * @param swappedBirthday day and month of birth swapped, where that is a date
 * @param wrongBirthday date of birth one digit off
 * @param moved a postcode that the extract does not have
 * @param missingPostcode no postcode
 * @param unnumberedPerson a person of the extract without police identifiers
 * @param wrongCheckLetter a person of the extract whose PNC id has a check letter that does not fit
 * @param unknownBirthday a person of the extract with the placeholder 1900-01-01
 * @param misspeltCase a case under a misspelt surname
 * @param caseWithoutPostcode a case without a postcode
 * @param unnumberedCase a case without police identifiers of a person who has them elsewhere
 */
public record DamageRates(
        double surnameTypo,
        double nickname,
        double missingPncId,
        double mistypedPncId,
        double missingCroNumber,
        double swappedBirthday,
        double wrongBirthday,
        double moved,
        double missingPostcode,
        double unnumberedPerson,
        double wrongCheckLetter,
        double unknownBirthday,
        double misspeltCase,
        double caseWithoutPostcode,
        double unnumberedCase) {

    /** Without cases that lack police identifiers. */
    public DamageRates(
            double surnameTypo,
            double nickname,
            double missingPncId,
            double mistypedPncId,
            double missingCroNumber,
            double swappedBirthday,
            double wrongBirthday,
            double moved,
            double missingPostcode,
            double unnumberedPerson,
            double wrongCheckLetter,
            double unknownBirthday,
            double misspeltCase,
            double caseWithoutPostcode) {
        this(
                surnameTypo,
                nickname,
                missingPncId,
                mistypedPncId,
                missingCroNumber,
                swappedBirthday,
                wrongBirthday,
                moved,
                missingPostcode,
                unnumberedPerson,
                wrongCheckLetter,
                unknownBirthday,
                misspeltCase,
                caseWithoutPostcode,
                0);
    }

    public DamageRates {
        List.of(
                        surnameTypo,
                        nickname,
                        missingPncId,
                        mistypedPncId,
                        missingCroNumber,
                        swappedBirthday,
                        wrongBirthday,
                        moved,
                        missingPostcode,
                        unnumberedPerson,
                        wrongCheckLetter,
                        unknownBirthday,
                        misspeltCase,
                        caseWithoutPostcode,
                        unnumberedCase)
                .forEach(DamageRates::checked);
    }

    /** What a careful data manager's files have. */
    public static DamageRates typical() {
        return new DamageRates(0.03, 0.04, 0.15, 0.02, 0.35, 0.015, 0.015, 0.15, 0.08, 0.01, 0.005, 0.002, 0.01, 0.03);
    }

    /** The same with this share of cases without police identifiers. */
    public DamageRates withUnnumberedCases(double share) {
        return new DamageRates(
                surnameTypo,
                nickname,
                missingPncId,
                mistypedPncId,
                missingCroNumber,
                swappedBirthday,
                wrongBirthday,
                moved,
                missingPostcode,
                unnumberedPerson,
                wrongCheckLetter,
                unknownBirthday,
                misspeltCase,
                caseWithoutPostcode,
                share);
    }

    /** Nothing is wrong. */
    public static DamageRates none() {
        return new DamageRates(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private static void checked(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("a damage rate is a share from 0 to 1, not " + rate);
        }
    }
}
