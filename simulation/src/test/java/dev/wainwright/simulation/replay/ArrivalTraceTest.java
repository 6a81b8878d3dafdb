package dev.wainwright.simulation.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.simulation.replay.ArrivalTrace.Arrival;
import dev.wainwright.simulation.replay.ArrivalTrace.BadTrace;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalTraceTest {
    @Test
    void rowsAreReadWithTheirLabelsAndSelectors() {
        List<Arrival> rows = rows("""
                at,name,count,cpu,memory,gpu,duration,namespace,priority,label:team,selector:zone
                0,etl,3,500m,1Gi,,60,jobs,100,data,us-east-1a
                30.5,train,1,4,"16Gi",2,,,,,
                """, 1);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
                .isEqualTo(new Arrival(
                        1,
                        0,
                        "etl",
                        3,
                        "500m",
                        "1Gi",
                        "",
                        Optional.of(60.0),
                        "jobs",
                        Optional.of(100),
                        Map.of("team", "data"),
                        Map.of("zone", "us-east-1a")));
        assertThat(rows.get(1).at()).isEqualTo(30.5);
        assertThat(rows.get(1).gpu()).isEqualTo("2");
        assertThat(rows.get(1).duration()).isEmpty();
        assertThat(rows.get(1).namespace()).isEqualTo("default");
    }

    @Test
    void speedDividesTimes() {
        List<Arrival> rows = rows("at,name,count,cpu,memory,duration\n100,a,1,1,1Gi,50\n", 10);

        assertThat(rows.getFirst().at()).isEqualTo(10);
        assertThat(rows.getFirst().duration()).contains(5.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    at,name,count,cpu               | 0,a,1,1      | trace.csv: line 1: the header has no column "memory"
                    at,name,count,cpu,memory,color  | 0,a,1,1,1,b  | trace.csv: line 1: "color" is no column
                    at,name,count,cpu,memory        | x,a,1,1,1Gi  | trace.csv: line 2: at: "x" is no number
                    at,name,count,cpu,memory        | 0,a,-1,1,1Gi | trace.csv: line 2: count: -1 must be 0 or more
                    at,name,count,cpu,memory        | 0,a,1.5,1,1  | trace.csv: line 2: count: 1.5 must be a whole number
                    at,name,count,cpu,memory        | 0,a,1e12,1,1 | trace.csv: line 2: count: 1e12 must be a whole number, and at most 100000
                    at,name,count,cpu,memory        | 0,A_B,1,1,1  | trace.csv: line 2: name: "A_B" is no name
                    at,name,count,cpu,memory        | 0,a,1,lots,1 | trace.csv: line 2: cpu: "lots" is no amount
                    at,name,count,cpu,memory        | 0,a,1,1,-1Gi | trace.csv: line 2: memory: "-1Gi" is no amount
                    at,name,count,cpu,memory,gpu    | 0,a,1,1,1,x  | trace.csv: line 2: gpu: "x" is no amount
                    at,name,count,cpu,memory        | 0,a,1,,1Gi   | trace.csv: line 2: cpu: is missing
                    at,name,count,cpu,memory        | 0,a,1,1,1,9  | trace.csv: line 2: has 6 cells
                    """)
    void badRowsNameFileLineAndColumn(String header, String row, String message) {
        assertThatThrownBy(() -> rows(header + "\n" + row + "\n", 1))
                .isInstanceOf(BadTrace.class)
                .hasMessageContaining(message);
    }

    @Test
    void rowsMustComeInTheOrderOfTheirTimes() {
        assertThatThrownBy(() -> rows("at,name,count,cpu,memory\n5,a,1,1,1Gi\n4,b,1,1,1Gi\n", 1))
                .isInstanceOf(BadTrace.class)
                .hasMessageContaining("line 3: at: 4 is before the row above");
    }

    private static List<Arrival> rows(String csv, double speed) {
        var rows = new ArrayList<Arrival>();
        try (var trace = new ArrivalTrace(new StringReader(csv), "trace.csv", speed)) {
            for (Optional<Arrival> row = trace.next(); row.isPresent(); row = trace.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }
}
