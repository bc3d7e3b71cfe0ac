package org.reconlink.benchmark;

import java.util.List;
import org.reconlink.linkage.engine.BlockingRule;
import org.reconlink.linkage.engine.Column;
import org.reconlink.linkage.engine.ColumnKind;
import org.reconlink.linkage.engine.Columns;
import org.reconlink.linkage.engine.DateLevel;
import org.reconlink.linkage.engine.EngineComparison;
import org.reconlink.linkage.engine.EngineComparisons;
import org.reconlink.linkage.engine.Transform;

/** The six blocking rules and six comparisons of the benchmark; {@code benchmark_splink.py} states the same in SQL. */
final class OwnModel {
    static final int FORENAME = 0;
    static final int SURNAME = 1;
    static final int DATE_OF_BIRTH = 2;
    static final int SEX = 3;
    static final int POSTCODE = 4;
    static final int PNC_ID = 5;

    private OwnModel() {}

    static Columns columns() {
        return new Columns(List.of(
                new Column("forename", ColumnKind.NAME),
                new Column("surname", ColumnKind.NAME),
                new Column("date of birth", ColumnKind.DATE),
                new Column("sex", ColumnKind.CATEGORY),
                new Column("postcode", ColumnKind.POSTCODE),
                new Column("pnc id", ColumnKind.ID)));
    }

    static List<BlockingRule> rules() {
        return List.of(
                BlockingRule.on("police id", "pnc id"),
                BlockingRule.on("surname, date of birth", "surname", "date of birth"),
                BlockingRule.on("forename, date of birth", "forename", "date of birth"),
                BlockingRule.on("postcode, sex", "postcode", "sex"),
                new BlockingRule(
                        "date of birth, initial of surname",
                        List.of(
                                BlockingRule.same("date of birth"),
                                BlockingRule.same("surname", Transform.firstLetters(1)))),
                new BlockingRule(
                        "surname, year of birth",
                        List.of(BlockingRule.same("surname"), BlockingRule.same("date of birth", Transform.YEAR))));
    }

    static List<EngineComparison> comparisons() {
        return List.of(
                EngineComparisons.jaroWinkler("forename", 0.92, 0.88, 0.70),
                EngineComparisons.jaroWinkler("surname", 0.92, 0.88, 0.70),
                EngineComparisons.date(
                        "date of birth",
                        DateLevel.EXACT,
                        DateLevel.DAY_AND_MONTH_SWAPPED,
                        DateLevel.ONE_SLIP,
                        DateLevel.YEAR),
                EngineComparisons.exact("sex"),
                EngineComparisons.postcode("postcode"),
                EngineComparisons.identifier("pnc id"));
    }
}
