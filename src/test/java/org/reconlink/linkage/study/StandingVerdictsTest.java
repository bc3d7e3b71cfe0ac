package org.reconlink.linkage.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.linkage.study.Linker.ReviewedLinkage;
import org.reconlink.linkage.study.PersonIds.IdentityHash;
import org.reconlink.linkage.study.Verdict.VerdictUse;

class StandingVerdictsTest {
    private static final Linker LINKER = new Linker(ScaleTest.SETTINGS, Model.shipped());
    private static final LocalDate INDEX = LocalDate.of(2010, 5, 4);
    private static final PersonDetails OLD = People.details(
            Map.of("surname", "MARSH", "forename", "PETER", "born", "1984-03-07", "pnc", "2001/0000100A"));
    private static final PersonDetails NEW = People.details(
            Map.of("surname", "CARTER", "forename", "JAMES", "born", "1984-03-07", "pnc", "2001/0000100A"));
    private static final Participant CARTER = People.participant("P1", NEW, INDEX);

    @Test
    void aMatchHoldsWhenThePersonGetsAnotherIdentity() {
        ReviewedLinkage linkage = LINKER.link(List.of(CARTER), both(), List.of(verdict(OLD, true)));
        assertThat(linkage.result().pairs())
                .extracting(CandidatePair::reason)
                .containsExactly("verdict of clerical review");
        assertThat(linkage.verdicts()).extracting(VerdictUse::stale).containsExactly((String) null);
    }

    @Test
    void aNonMatchIsAskedAgainWhenAnotherIdentityOfThePersonAgreesBetter() {
        ReviewedLinkage linkage = LINKER.link(List.of(CARTER), both(), List.of(verdict(OLD, false)));
        assertThat(linkage.result().decisions())
                .extracting(LinkDecision::status)
                .containsExactly(LinkDecision.Status.LINKED);
        assertThat(linkage.verdicts())
                .extracting(VerdictUse::stale)
                .containsExactly("another identity of the person now agrees better");
    }

    @Test
    void aVerdictAboutSomebodyWhoLeftTheStudyIsStale() {
        Verdict gone = new Verdict("k", new ParticipantId("P9"), "a", "b", true);
        assertThat(LINKER.link(List.of(CARTER), both(), List.of(gone)).verdicts())
                .extracting(VerdictUse::stale)
                .containsExactly("the participant is no longer in the study");
    }

    @Test
    void verdictsInAnyOrderGiveTheSameResult() {
        List<Verdict> verdicts = List.of(verdict(OLD, true), new Verdict("k", new ParticipantId("P9"), "a", "b", true));
        List<Verdict> reversed = List.of(verdicts.get(1), verdicts.get(0));
        assertThat(LINKER.link(List.of(CARTER), both(), verdicts))
                .usingRecursiveComparison()
                .isEqualTo(LINKER.link(List.of(CARTER), both(), reversed));
    }

    @Test
    void aDoubtShowsDatesNearTheIndexConvictionAndNoReconviction() {
        LocalDate reconviction = LocalDate.of(2012, 1, 1);
        List<LocalDate> near = Doubt.near(
                INDEX,
                List.of(
                        LocalDate.of(1999, 1, 1),
                        LocalDate.of(2001, 1, 1),
                        LocalDate.of(2003, 1, 1),
                        LocalDate.of(2005, 1, 1),
                        LocalDate.of(2007, 1, 1),
                        LocalDate.of(2010, 6, 4),
                        reconviction));
        assertThat(near)
                .hasSize(5)
                .contains(LocalDate.of(2010, 6, 4))
                .doesNotContain(reconviction, LocalDate.of(1999, 1, 1));
        assertThat(Doubt.near(null, List.of(INDEX))).isEmpty();
    }

    @Test
    void aDoubtHasTheIdentityThatWeighsMostAndTheOthersOfThePerson() {
        PersonDetails old = People.details(
                Map.of("surname", "MARSH", "forename", "PETER", "born", "1961-11-25", "pnc", "2001/0000100A"));
        PersonDetails older =
                People.details(Map.of("surname", "MARSHALL", "born", "1961-11-25", "pnc", "2001/0000100A"));
        IdentityIndex index = new IdentityIndex();
        index.add(old, INDEX, People.row(1));
        index.add(older, INDEX, People.row(2));
        Doubt doubt = LINKER.link(List.of(CARTER), index, List.of()).doubts().get(0);
        assertThat(List.of(doubt.identity(), doubt.otherIdentities().get(0))).containsExactlyInAnyOrder(old, older);
        assertThat(doubt.toString()).isEqualTo("Doubt[withheld]");
    }

    private static IdentityIndex both() {
        IdentityIndex index = new IdentityIndex();
        index.add(OLD, INDEX, People.row(1));
        index.add(NEW, INDEX, People.row(2));
        return index;
    }

    private static Verdict verdict(PersonDetails seen, boolean match) {
        return new Verdict("key", CARTER.id(), IdentityHash.of(NEW), IdentityHash.of(seen), match);
    }
}
