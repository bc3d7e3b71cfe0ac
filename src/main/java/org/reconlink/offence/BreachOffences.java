package org.reconlink.offence;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.reconlink.kernel.HomeOfficeCode;

/**
 * Breaches of orders, notification and licence that are offences in their own right, by Home Office code. Breaches that are
 * no offence (category CB) are not among them: they never count.
 */
public final class BreachOffences {
    /**
     * Those whose description in the Home Office's list is the breach of an order or a licence made for a person: 8/29
     * injunction against harassment, 8/31, 8/39 and 66/38 restraining order, 8/32 anti-social behaviour order, 8/74 stalking,
     * 8/79 serious violence reduction, 36/12 slavery and trafficking, 66/08, 66/19, 66/20 and 68/08 sexual offences, sexual
     * harm and foreign travel, 66/17 notification, 66/39 non-molestation, 66/40 control order, 66/93 foreign travel, 66/97
     * forced marriage, 66/98 and 999/07 criminal behaviour, 68/04 female genital mutilation, 68/19 domestic abuse, 125/30
     * football banning, 143/96 drinking banning, 195/60 supervision, 195/66 licence, 196/13 individual support, 997/01
     * domestic violence, 998/00 supervision.
     */
    public static final Set<HomeOfficeCode> ALL = codes(
            "8/29", "8/31", "8/32", "8/39", "8/74", "8/79", "36/12", "66/08", "66/17", "66/19", "66/20", "66/38",
            "66/39", "66/40", "66/93", "66/97", "66/98", "68/04", "68/08", "68/19", "125/30", "143/96", "195/60",
            "195/66", "196/13", "997/01", "998/00", "999/07");

    private BreachOffences() {}

    private static Set<HomeOfficeCode> codes(String... printed) {
        return List.of(printed).stream()
                .map(code -> code.split("/", -1))
                .map(parts -> new HomeOfficeCode(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])))
                .collect(Collectors.toUnmodifiableSet());
    }
}
