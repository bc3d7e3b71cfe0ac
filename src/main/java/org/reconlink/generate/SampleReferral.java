package org.reconlink.generate;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fills in the sheet row of a participant of the sample study, with the errors that are planned for it. */
final class SampleReferral {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final SamplePerson person;
    private final PlannedParticipant plan;
    private final NameStock names;
    private final String elsewhere;
    private final Dice dice;

    SampleReferral(SamplePerson person, NameStock names, String elsewhere, Dice dice) {
        this.person = person;
        this.plan = person.plan();
        this.names = names;
        this.elsewhere = elsewhere;
        this.dice = dice;
    }

    Referral fill() {
        Referral row = new Referral()
                .with(ReferralColumn.STUDY_NO, plan.studyNo())
                .with(ReferralColumn.SURNAME, surname())
                .with(ReferralColumn.FIRST_NAME, plain(forename()))
                .with(ReferralColumn.MIDDLE_NAMES, plain(plan.name().middleNames()))
                .with(ReferralColumn.ALSO_KNOWN_AS, aliases())
                .with(ReferralColumn.SEX, "Male")
                .with(ReferralColumn.ETHNICITY, plan.ethnicity())
                .with(ReferralColumn.PNC_ID, pncId())
                .with(
                        ReferralColumn.CRO_NO,
                        plan.onSheet("no-cro") ? "" : person.numberOnSheet().croNumber())
                .with(ReferralColumn.PRISON_NO, person.truth().number().prisonNumber())
                .with(ReferralColumn.POSTCODES, postcodes())
                .with(ReferralColumn.CONSENT, plan.consent())
                .with(ReferralColumn.INDEX_OFFENCE_CODE, plan.onSheet("no-index-offence") ? "" : plan.indexCode())
                .with(ReferralColumn.INDEX_SENTENCE, person.indexSentence())
                .with(ReferralColumn.WHY_ENDED, plan.whyEnded());
        if (!plan.aces().isEmpty()) {
            row.with(ReferralColumn.ACE_COUNT, Integer.parseInt(plan.aces()));
        }
        dates(row);
        return row;
    }

    private void dates(Referral row) {
        LocalDate convicted = plan.indexConviction();
        date(row, ReferralColumn.DOB, plan.onSheet("swap-dob") ? Typos.swapped(plan.born()) : plan.born());
        date(row, ReferralColumn.INDEX_OFFENCE_DATE, plan.indexOffence());
        date(
                row,
                ReferralColumn.INDEX_CONVICTION_DATE,
                plan.onSheet("index-date-off") ? convicted.plusDays(1) : convicted);
        date(row, ReferralColumn.IN_CUSTODY_FROM, plan.custodyFrom());
        date(row, ReferralColumn.IN_REACH_FROM, plan.inReachFrom());
        date(row, ReferralColumn.RELEASED, plan.released());
        date(row, ReferralColumn.COMMUNITY_FROM, plan.communityFrom());
        date(row, ReferralColumn.COMMUNITY_TO, plan.communityTo());
        date(row, ReferralColumn.DIED, plan.died());
        date(row, ReferralColumn.DEPORTED, plan.deported());
    }

    /** A date cell, or text for those whose row was typed in by hand. */
    private void date(Referral row, ReferralColumn column, @Nullable LocalDate date) {
        if (date != null && plan.onSheet("text-dates")) {
            row.with(column, ExtractStyle.DAY_FIRST.format(date));
        } else {
            row.with(column, date);
        }
    }

    private String surname() {
        String surname = plain(plan.name().surname());
        return (plan.onSheet("surname-typo") ? Typos.word(surname, dice) : surname).toUpperCase(Locale.ROOT);
    }

    private String forename() {
        String forename = plan.name().forename();
        return plan.onSheet("nickname")
                ? Objects.requireNonNull(names.nickname(forename, dice), "no nickname is known")
                : forename;
    }

    private String aliases() {
        String joined = plan.aliases().stream()
                .map(alias -> plain(alias.forename()) + " " + plain(alias.surname()))
                .collect(Collectors.joining("; "));
        return joined.isEmpty() ? "" : "aka " + joined;
    }

    private String pncId() {
        if (plan.onSheet("no-pnc")) {
            return "";
        }
        PoliceNumber number = person.numberOnSheet();
        if (plan.onSheet("pnc-wrong-letter")) {
            return PoliceNumber.withWrongLetter(number.pncId());
        }
        return plan.onSheet("short-pnc") ? number.shortPncId() : number.pncId();
    }

    private String postcodes() {
        if (plan.onSheet("moved")) {
            return elsewhere;
        }
        Set<String> homes = new LinkedHashSet<>();
        homes.add(person.truth().lastPostcode());
        homes.add(person.truth().postcodeOn(plan.indexConviction()));
        return String.join("; ", homes);
    }

    /** As somebody types it who has no accents and no curly apostrophe on the keyboard. */
    private static String plain(String name) {
        return MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('’', '\'');
    }
}
