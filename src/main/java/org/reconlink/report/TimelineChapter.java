package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.disclosure.NumberText;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.result.Cohort;
import org.reconlink.result.PublishSettings;

/** A timeline for each participant. */
final class TimelineChapter {
    /** More lanes than fit on a few pages nobody reads. */
    private static final int MOST_LANES = 150;

    private TimelineChapter() {}

    static Chapter of(Cohort cohort) {
        List<PagePart> body = new ArrayList<>();
        body.add(Html.p(
                "A lane for each participant who is included and linked, from the start date of the first window:"
                        + " intervention, custody and recalls to it, proven offences on their offence dates, and how long they were"
                        + " followed; first who reoffended first."));
        PublishSettings publish = cohort.result().publish();
        List<ParticipantOutcome> linked =
                cohort.included().stream().filter(ParticipantOutcome::linked).toList();
        List<Timeline> lanes = linked.stream()
                .map(outcome -> Timeline.of(
                        outcome,
                        cohort.windows().get(0),
                        cohort.result().pseudonym(outcome.participant().id())))
                .flatMap(Optional::stream)
                .sorted(Timeline.ORDER)
                .toList();
        if (cohort.small().active() || !publish.disclosure().equals(DisclosureRule.NONE)) {
            body.add(Html.p("Withheld: each lane is one person, and small counts are not shown in this report."));
        } else if (lanes.isEmpty()) {
            body.add(Html.p("Nobody has a start date in the first window."));
        } else {
            List<Timeline> drawn = lanes.subList(0, Math.min(MOST_LANES, lanes.size()));
            body.add(Html.figure(
                    TimelineChart.draw(drawn, publish.dates() == PublishSettings.Dates.BY_MONTH),
                    "Timelines of " + NumberText.whole(drawn.size()) + " of " + NumberText.whole(linked.size())
                            + " participants, by the first letters of their pseudonyms"
                            + (lanes.size() > drawn.size() ? ": the first " + MOST_LANES + " of this order." : ".")));
        }
        return new Chapter("timelines", "outcome", "Timelines of participants", body);
    }
}
