package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.cli.TinyStudy;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Postcode;
import org.reconlink.kernel.Sex;
import org.reconlink.review.ReviewCase;
import org.reconlink.store.WorkingStore;

/** A study that has run, in whose store pairs were put that its small files would not leave in doubt. */
final class PairsInDoubt {
    private static final List<String> NAMES =
            List.of("CARTER", "HUGHES", "OKAFOR", "BENNETT", "ROWE", "LUND", "MCKENZIE", "SHARMA", "WALSH", "PRICE");

    private PairsInDoubt() {}

    /** Runs the study of two people, and leaves so many pairs in doubt, two of every third participant; says which run. */
    static String write(Path folder, int pairs) throws IOException {
        Path protocol = TinyStudy.write(folder);
        Files.createDirectories(folder.resolve("jobs"));
        assertThat(CommandLineEntry.run(
                        "run",
                        protocol.toString(),
                        "--work",
                        folder.resolve("work").toString(),
                        "--output",
                        folder.resolve("output").toString(),
                        "--quiet"))
                .isZero();
        try (WorkingStore store = WorkingStore.open(folder.resolve("work/tiny"))) {
            String run = store.runs().latest().orElseThrow().id();
            store.reviewCases().replace(run, cases(pairs));
            return run;
        }
    }

    static List<ReviewCase> cases(int n) {
        List<ReviewCase> cases = new ArrayList<>();
        int participant = 0;
        for (int i = 0; i < n; i++) {
            boolean second = i % 3 == 2; // of the participant before
            participant += second ? 0 : 1;
            String surname = NAMES.get(participant % NAMES.size());
            LocalDate born = LocalDate.of(1980, 3, 7).plusDays(participant * 37L);
            PersonDetails left = details(surname, "JAMES", born, "90/" + (100 + participant) + "A", "LS1 4AB");
            PersonDetails right = second
                    ? details(surname, "JAMIE", born.plusYears(1), null, "LS1 4AD")
                    : details(swapped(surname), "JAMES", born, "90/" + (100 + participant) + "B", "LS1 4AB");
            cases.add(new ReviewCase(
                    String.format(Locale.ROOT, "%016x", 0x5eed_0000_0000L + i),
                    new ParticipantId("STUDYNO" + participant),
                    left,
                    LocalDate.of(2010, 5, 4),
                    right,
                    List.of(details(surname, "JIM", born, null, "LS2 9JT")),
                    List.of(LocalDate.of(2010, 5, 4), LocalDate.of(2009, 1, 8)),
                    false));
        }
        return cases;
    }

    private static String swapped(String name) {
        return name.substring(0, 2) + name.charAt(3) + name.charAt(2) + name.substring(4);
    }

    private static PersonDetails details(String surname, String forename, LocalDate born, String pnc, String postcode) {
        return new PersonDetails(
                new PersonName(surname, forename, null),
                List.of(),
                born,
                Sex.MALE,
                pnc == null ? null : new PncId(pnc),
                null,
                null,
                List.of(new Postcode(postcode)));
    }
}
