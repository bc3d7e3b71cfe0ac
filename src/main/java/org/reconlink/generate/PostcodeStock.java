package org.reconlink.generate;

import java.util.List;

/** Postcodes of real districts of England and Wales with made-up inward codes of the right form. */
final class PostcodeStock {
    /** Letters that an inward code can have: all but C I K M O V. */
    private static final String INWARD = "ABDEFGHJLNPQRSTUWXYZ";

    private final List<String> districts = Tables.read("postcode-districts.csv").stream()
            .map(row -> row.getField(0))
            .toList();

    String anywhere(Dice dice) {
        return in(dice.pick(districts), dice);
    }

    String in(String district, Dice dice) {
        return district + " " + dice.below(10) + letter(dice) + letter(dice);
    }

    /** The district of a postcode with a space. */
    static String district(String postcode) {
        return postcode.substring(0, postcode.indexOf(' '));
    }

    private static char letter(Dice dice) {
        return INWARD.charAt(dice.below(INWARD.length()));
    }
}
