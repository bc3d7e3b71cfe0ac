package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.SeriousnessScale;
import org.reconlink.outcome.Offence.Recorded;
import org.reconlink.outcome.ParticipantOutcome.IndexOffence;
import org.reconlink.outcome.Seriousness.PrincipalOffence;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/**
 * What brought a participant into the study: index offence and index conviction, with what is doubtful about them.
 *
 * <p>A derived index offence is the principal one on each scale by itself. Where the sheet has no index conviction date, that of the last custodial conviction before release is taken if it is
 * for the index offence.
 *
 * @param onScales the index offence on each scale, by its name; without those that have none
 * @param warnings in words, without personal data; none for participants without a link
 */
record Index(
        IndexOffence offence,
        Map<String, ClassifiedOffence> onScales,
        IndexConviction conviction,
        List<String> warnings) {
    Index {
        onScales = Map.copyOf(onScales);
        warnings = List.copyOf(warnings);
    }

    static Index of(
            Participant participant,
            boolean linked,
            List<Recorded> history,
            LocalDate dataCut,
            Function<OffenceDescription, ClassifiedOffence> classifier,
            List<SeriousnessScale> scales) {
        Found found = Found.of(participant, history, dataCut, classifier, scales);
        Map<String, ClassifiedOffence> onScales = onScales(found.offence, found.custodial, scales);
        if (!linked) {
            LocalDate given = participant.date(ParticipantDate.INDEX_CONVICTION);
            return new Index(found.offence, onScales, new IndexConviction(given, Set.of(), null), List.of());
        }
        IndexConviction conviction = found.conviction(participant);
        return new Index(
                found.offence,
                onScales,
                conviction,
                warnings(found.offence, conviction, participant.date(ParticipantDate.INDEX_CONVICTION)));
    }

    /** The index conviction alone, of a participant with a link. */
    static IndexConviction conviction(
            Participant participant,
            List<Recorded> history,
            LocalDate dataCut,
            Function<OffenceDescription, ClassifiedOffence> classifier,
            List<SeriousnessScale> scales) {
        return Found.of(participant, history, dataCut, classifier, scales).conviction(participant);
    }

    /** What the history has by the data cut, of it what may be the index offence, the worst of that, and the index offence. */
    private record Found(
            List<Recorded> known,
            List<Recorded> custodial,
            @Nullable Recorded derived,
            IndexOffence offence) {
        static Found of(
                Participant participant,
                List<Recorded> history,
                LocalDate dataCut,
                Function<OffenceDescription, ClassifiedOffence> classifier,
                List<SeriousnessScale> scales) {
            List<Recorded> known = history.stream()
                    .filter(offence -> !offence.offence().proofDate().isAfter(dataCut))
                    .toList();
            IndexOffenceRule offences = new IndexOffenceRule(classifier);
            List<Recorded> custodial = offences.custodial(participant, known);
            Recorded derived = new Seriousness(scales, Map.of())
                    .principal(OffenceDate.START)
                    .of(custodial);
            return new Found(known, custodial, derived, offences.of(participant, derived));
        }

        IndexConviction conviction(Participant participant) {
            LocalDate given = participant.date(ParticipantDate.INDEX_CONVICTION);
            return IndexConviction.of(given == null ? derivedDate(offence, derived) : given, offence.used(), known);
        }
    }

    private static Map<String, ClassifiedOffence> onScales(
            IndexOffence index, List<Recorded> custodial, List<SeriousnessScale> scales) {
        Map<String, ClassifiedOffence> onScales = new HashMap<>();
        for (SeriousnessScale scale : scales) {
            Recorded derived = new PrincipalOffence(scale, OffenceDate.START).of(custodial);
            ClassifiedOffence used = index.given() != null || derived == null ? index.given() : derived.classified();
            if (used != null) {
                onScales.put(scale.name(), used);
            }
        }
        return onScales;
    }

    private static @Nullable LocalDate derivedDate(IndexOffence index, @Nullable Recorded derived) {
        boolean isTheIndexOffence =
                derived != null && index.used() != null && SameCode.withoutSuffix(index.used(), derived.classified());
        return derived != null && isTheIndexOffence ? derived.offence().proofDate() : null;
    }

    private static List<String> warnings(
            IndexOffence offence, IndexConviction conviction, @Nullable LocalDate givenDate) {
        List<String> warnings = new ArrayList<>();
        if (offence.disagreement()) {
            warnings.add("the index offence of the participant sheet is not the principal offence of the last custodial"
                    + " conviction before release");
        }
        if (givenDate == null && conviction.date() != null) {
            warnings.add("the index conviction date is not given; that of the last custodial conviction before release"
                    + " is taken");
        }
        if (conviction.warning() != null) {
            warnings.add(conviction.warning());
        }
        return warnings;
    }

    /**
     * Finds the index offence: the participant sheet's where given; else the principal offence of the last conviction with an
     * immediate custodial disposal before the release date. Both are kept.
     */
    private static final class IndexOffenceRule {
        private final Function<OffenceDescription, ClassifiedOffence> classifier;

        IndexOffenceRule(Function<OffenceDescription, ClassifiedOffence> classifier) {
            this.classifier = classifier;
        }

        /** @param derived principal one of what {@link #custodial} found; null if nothing */
        IndexOffence of(Participant participant, @Nullable Recorded derived) {
            OffenceDescription sheet = participant.indexOffence();
            ClassifiedOffence given = sheet == null ? null : classifier.apply(sheet);
            ClassifiedOffence fromRows = derived == null ? null : derived.classified();
            boolean disagreement = given != null && fromRows != null && SameCode.differ(given, fromRows);
            return new IndexOffence(given, fromRows, given == null ? fromRows : given, disagreement);
        }

        /** Those of the last custodial conviction before release; empty without one or without a release date. */
        List<Recorded> custodial(Participant participant, List<Recorded> offences) {
            LocalDate release = participant.date(ParticipantDate.RELEASE);
            if (release == null) {
                return List.of();
            }
            List<Recorded> before = offences.stream()
                    .filter(offence -> offence.convicted() && offence.counted() && offence.provedBefore(release))
                    .toList();
            LocalDate last = before.stream()
                    .filter(offence -> offence.custodial().yes())
                    .map(offence -> offence.offence().proofDate())
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            return last == null ? List.of() : custodialOccasion(before, last);
        }

        /** The convictions of that date at the courts that sent to custody; a missing court may be any of them. */
        private static List<Recorded> custodialOccasion(List<Recorded> before, LocalDate date) {
            List<Recorded> ofDate = before.stream()
                    .filter(offence -> offence.offence().proofDate().equals(date))
                    .toList();
            Set<@Nullable String> courts = new HashSet<>();
            for (Recorded offence : ofDate) {
                if (offence.custodial().yes()) {
                    courts.add(offence.offence().courtTold());
                }
            }
            return ofDate.stream()
                    .filter(offence -> courts.contains(null)
                            || offence.offence().court() == null
                            || courts.contains(offence.offence().courtTold()))
                    .toList();
        }
    }

    /**
     * The offences of the index conviction: those convicted on its date whose code (without suffix; Home Office code where
     * there is no CJS code) is the index offence's, with that date's offences of the same case references. If there is none,
     * all of that date if they are one case, else none; either way with a warning.
     *
     * @param date null if unknown; then there are no offences
     * @param warning null if the index offence is among the convictions of that date
     */
    record IndexConviction(
            @Nullable LocalDate date,
            Set<Recorded> offences,
            @Nullable String warning) {
        IndexConviction {
            offences = Set.copyOf(offences);
        }

        static IndexConviction of(@Nullable LocalDate date, @Nullable ClassifiedOffence index, List<Recorded> history) {
            if (date == null) {
                return new IndexConviction(null, Set.of(), "the index conviction date is not known");
            }
            List<Recorded> convicted =
                    history.stream().filter(o -> o.convictedOn(date)).toList();
            Set<Recorded> sameCode = convicted.stream()
                    .filter(o -> index != null && SameCode.withoutSuffix(o.classified(), index))
                    .collect(Collectors.toSet());
            return sameCode.isEmpty()
                    ? withoutIndexOffence(date, convicted)
                    : new IndexConviction(date, withSameCases(sameCode, date, history), null);
        }

        private static Set<Recorded> withSameCases(Set<Recorded> sameCode, LocalDate date, List<Recorded> history) {
            Set<String> cases = sameCode.stream()
                    .map(o -> o.offence().caseReference())
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            Set<Recorded> all = new HashSet<>(sameCode);
            for (Recorded offence : history) {
                String reference = offence.offence().caseReference();
                if (reference != null
                        && cases.contains(reference)
                        && offence.provedOn().contains(date)) {
                    all.add(offence);
                }
            }
            return all;
        }

        private static IndexConviction withoutIndexOffence(LocalDate date, List<Recorded> convicted) {
            if (convicted.isEmpty()) {
                return new IndexConviction(date, Set.of(), "no conviction on the index conviction date");
            }
            String problem = "the index offence is not among the convictions of the index conviction date; ";
            return oneCase(convicted)
                    ? new IndexConviction(
                            date, Set.copyOf(convicted), problem + "all of that date, one case, are taken")
                    : new IndexConviction(date, Set.of(), problem + "they are several cases and none is taken");
        }

        private static boolean oneCase(List<Recorded> convicted) {
            String reference = convicted.get(0).offence().caseReference();
            return convicted.size() == 1
                    || (reference != null
                            && convicted.stream()
                                    .allMatch(o -> reference.equals(o.offence().caseReference())));
        }
    }

    /** Compares two offences by the finest code that both have: CJS code, else Home Office code, else title. */
    static final class SameCode {
        private SameCode() {}

        /** Whether the codes are the same but for a suffix (attempt, aiding, conspiracy). */
        static boolean withoutSuffix(ClassifiedOffence one, ClassifiedOffence other) {
            OffenceCode left = one.offence().cjsCode();
            OffenceCode right = other.offence().cjsCode();
            if (left != null && right != null) {
                return left.base().equals(right.base());
            }
            Boolean same = withoutCjsCode(one, other);
            return same != null && same;
        }

        /** Whether the codes differ; not so where the two have no kind of code in common. */
        static boolean differ(ClassifiedOffence one, ClassifiedOffence other) {
            OffenceCode left = one.offence().cjsCode();
            OffenceCode right = other.offence().cjsCode();
            if (left != null && right != null) {
                return !left.equals(right);
            }
            Boolean same = withoutCjsCode(one, other);
            return same != null && !same;
        }

        private static @Nullable Boolean withoutCjsCode(ClassifiedOffence one, ClassifiedOffence other) {
            if (one.homeOfficeCode() != null && other.homeOfficeCode() != null) {
                return one.homeOfficeCode().equals(other.homeOfficeCode());
            }
            String left = one.offence().title();
            String right = other.offence().title();
            if (left == null || right == null) {
                return null;
            }
            return title(left).equals(title(right));
        }

        private static String title(String text) {
            return text.strip().toUpperCase(Locale.ROOT);
        }
    }
}
