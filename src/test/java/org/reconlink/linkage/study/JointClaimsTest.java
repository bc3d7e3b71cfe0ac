package org.reconlink.linkage.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.linkage.study.Claim.Candidate;
import org.reconlink.linkage.study.Claim.Objected;
import org.reconlink.spec.SpecTable;

class JointClaimsTest {
    @TestFactory
    Stream<DynamicTest> jointClaims() {
        return SpecTable.load("linkage/joint-claims.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> check(row)));
    }

    private static void check(Map<String, Object> row) {
        List<?> rows = (List<?>) row.get("claims");
        int named = 1 + rows.stream().mapToInt(claim -> whole(claim, 0)).max().orElse(0);
        int participants = row.get("participants") == null ? named : whole(row.get("participants"));
        List<List<Objected>> candidates = new ArrayList<>();
        for (int i = 0; i < participants; i++) {
            candidates.add(new ArrayList<>());
        }
        Set<Candidate> confirmed = new HashSet<>();
        List<Candidate> inOrder = new ArrayList<>();
        for (Object claim : rows) {
            Candidate candidate = new Candidate(whole(claim, 0), whole(claim, 1), 0, whole(claim, 2));
            String apart = ((List<?>) claim).size() < 4 ? "" : (String) ((List<?>) claim).get(3);
            inOrder.add(candidate);
            candidates
                    .get(candidate.participant())
                    .add(new Objected(candidate, apart.equals("twin") ? Objection.TWIN : null));
            if (apart.equals("confirmed")) {
                confirmed.add(candidate);
            }
        }
        Double share = row.get("share") == null ? null : ((Number) row.get("share")).doubleValue();
        JointClaims joint =
                JointClaims.of(candidates, new double[participants], confirmed, whole(row.get("persons")), share);
        Map<Candidate, Claim> found = new HashMap<>();
        joint.claims().forEach(claims -> claims.forEach(claim -> found.put(claim.candidate(), claim)));
        for (int i = 0; i < rows.size(); i++) {
            Claim claim = found.get(inOrder.get(i));
            compare(claim.probability(), row.get("probabilities"), i);
            compare(claim.withoutRivals(), row.get("without rivals"), i);
        }
        if (row.get("expected share") != null) {
            assertThat(joint.expectedShare())
                    .isCloseTo(((Number) row.get("expected share")).doubleValue(), within(1e-6));
        }
    }

    private static void compare(double actual, Object numbers, int place) {
        if (numbers != null) {
            Number expected = (Number) ((List<?>) numbers).get(place);
            assertThat(actual).isCloseTo(expected.doubleValue(), within(1e-9));
        }
    }

    private static int whole(Object claim, int place) {
        return whole(((List<?>) claim).get(place));
    }

    private static int whole(Object number) {
        return ((Number) number).intValue();
    }
}
