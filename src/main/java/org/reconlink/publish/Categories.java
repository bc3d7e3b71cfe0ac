package org.reconlink.publish;

import java.util.List;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.SeriousnessScale.RelativeSeriousness;
import org.reconlink.outcome.WindowOutcome.CensorReason;
import org.reconlink.outcome.WindowOutcome.NotObserved;
import org.reconlink.publish.Variable.Category;

/** The values of columns that are lists, laid out as codebooks print them. */
final class Categories {

    static final List<Category> LINK_STATUS = List.of(
            new Category(EnumWords.of(LinkDecision.Status.LINKED), "linked to one person of the conviction extract"),
            new Category(
                    EnumWords.of(LinkDecision.Status.LINKED_BY_KEY),
                    "linked to the person of the conviction extract who has the same key; nothing was weighed"),
            new Category(EnumWords.of(LinkDecision.Status.IN_REVIEW), "a candidate awaits clerical review"),
            new Category(EnumWords.of(LinkDecision.Status.UNLINKED), "no person is linked"));

    static final List<Category> LINKAGE_BASIS = List.of(
            new Category("linkage", "the study's linkage"),
            new Category("traced", "not linked; of the audited sample, and found by other means"),
            new Category("not traced", "not linked; of the audited sample, and not found or not in the extract"),
            new Category("none", "not linked, and not in an audited sample"));

    static final List<Category> DECISIONS = Category.of("link", "review", "non-link");

    static final List<Category> COURT_MODES = Category.of(CourtMode.values());

    static final List<Category> SERIOUSNESS = Category.of(RelativeSeriousness.values());

    static final List<Category> NOT_OBSERVED = List.of(
            new Category(NotObserved.UNLINKED.words(), "no person of the conviction extract is linked"),
            new Category(NotObserved.NO_START_DATE.words(), "S is not known"),
            new Category(NotObserved.NO_END_DATE.words(), "the end date is blank"),
            new Category(NotObserved.EMPTY_WINDOW.words(), "the last day is before the first"),
            new Category(NotObserved.DIED.words(), "died before the window was over"),
            new Category(NotObserved.DEPORTED.words(), "deported before the window was over"),
            new Category(NotObserved.IMMATURE.words(), "the waiting period ends after the data cut"));

    static final List<Category> CENSOR_REASONS = List.of(
            new Category(EnumWords.of(CensorReason.END_OF_WINDOW), "the last day of the window"),
            new Category(EnumWords.of(CensorReason.HORIZON), "the last date whose offences have had time to be proved"),
            new Category(EnumWords.of(CensorReason.DIED), ""),
            new Category(EnumWords.of(CensorReason.DEPORTED), ""));

    static final List<Category> MODE_EVIDENCE = List.of(
            new Category("study table", "the study's own table"),
            new Category("supplement", "the supplement of repealed offences, each with its Act"),
            new Category("conspiracy", "a conspiracy is indictable only whatever its base"),
            new Category("cjs code", "the code's own row in the CJS Data Standards"),
            new Category("home office code", "all verified codes of the Home Office code agree"),
            new Category("cjs code without suffix", "the row of the code without its suffix"),
            new Category("home office code without suffix", "the Home Office code of the code without its suffix"),
            new Category("none", "nothing: the court mode is unknown"));

    static final List<Category> TIMINGS = List.of(
            new Category("after cut", "proved after the data cut"),
            new Category("not proven", "no conviction, nor a caution where cautions count"),
            new Category("index", "belongs to the index conviction"),
            new Category("not counted", "left out by the protocol"),
            new Category("after exit", "dated after death or deportation; counts in no outcome"),
            new Category("no window", "the window has no S"),
            new Category("undated", "no offence date, proved on or after the first day"),
            new Category("uncertain", "what is known of it allows more than one of these; it may be a reoffence"),
            new Category("prior", "committed and proved before the first day"),
            new Category("pseudo", "committed before the first day and proved on or after it; not a reoffence"),
            new Category("after", "committed after the last day"),
            new Category("proven late", "committed in the window and proved after the proof deadline"),
            new Category("in window", "committed in the window and proved in time: the proven reoffence"));

    static final List<Category> ADJUDICATIONS = List.of(
            new Category("guilty", ""),
            new Category("not guilty", ""),
            new Category("non conviction", ""),
            new Category("caution", "caution, reprimand or warning"),
            new Category("none", "blank, or nothing decided yet"),
            new Category("unknown", "not understood: whether the offence is proven is not known"));

    private Categories() {}
}
