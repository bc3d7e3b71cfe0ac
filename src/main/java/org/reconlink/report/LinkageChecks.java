package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.linkage.study.ConfirmedLinks;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.result.Cohort;

/**
 * Two of the three checks of a linkage that Harron et al. (2017) ask for: a subset whose links are confirmed, and how the linked
 * differ from the others. The third, other thresholds, is {@link LinkageQuality}'s.
 */
final class LinkageChecks {
    private LinkageChecks() {}

    static List<PagePart> of(Cohort cohort) {
        List<PagePart> body = new ArrayList<>(confirmed(cohort));
        Optional<Split> split = Split.byLink(cohort);
        body.add(Html.h3("The linked and the others"));
        if (split.isEmpty()) {
            body.add(Html.p("There is nobody to compare: all participants read are linked, or none is."));
            return body;
        }
        if (split.get().groups().stream()
                .anyMatch(group -> cohort.small().withholds(group.people().size()))) {
            body.add(Html.p("Withheld: one of the two groups is too small to be described."));
            return body;
        }
        body.add(Characteristics.withoutLink(cohort)
                .compared("Characteristics of all participants read, linked or not", split.get(), cohort.small()));
        body.add(Html.note(
                "In review counts as not linked. Where the two differ, outcomes of the linked may not stand for"
                        + " everybody's. Only what the participant sheet says is compared: nothing else is known of the unlinked. "
                        + Characteristics.STANDARDISED));
        return body;
    }

    private static List<PagePart> confirmed(Cohort cohort) {
        LinkageSettings settings = cohort.result().linkageSettings();
        ConfirmedLinks links = ConfirmedLinks.of(cohort.result().linkage(), settings);
        if (!ConfirmedLinks.canBeTold(settings) || links.all() == 0) {
            return List.of();
        }
        SafeCells cells = SafeCells.ofParts(
                List.of(links.linked(), links.inReview(), links.below(), links.notFound()), cohort.small());
        List<String> fates = List.of(
                "Linked by the rest alone",
                "In clerical review by the rest alone",
                "Not linked: the rest is too weak",
                "Not linked: found by no blocking rule without police identifiers");
        DataTable table =
                new DataTable("Links confirmed by a police identifier, judged without one", "Without it", "Links");
        for (int i = 0; i < fates.size(); i++) {
            table.row(fates.get(i), DataTable.figure(cells.share(i, 0)));
        }
        table.total("Confirmed links", List.of(DataTable.figure(cells.total())));
        return List.of(
                Html.h3("Had there been no police identifiers"),
                table.build(),
                Html.note(
                        "A link is confirmed if PNC id or CRO number are equal on both sides and neither is in conflict."
                                + " Each is judged again by its blocking rules, prior and weights without those of police identifiers;"
                                + " candidates that compete are left out. The share that is not linked says how often"
                                + " somebody without a police identifier is missed, as far as records with and without one are alike."));
    }
}
