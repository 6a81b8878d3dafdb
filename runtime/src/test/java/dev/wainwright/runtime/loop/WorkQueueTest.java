package dev.wainwright.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private final WorkQueue<String> queue = new WorkQueue<>();

    @Test
    void aKeyThatWaitsIsNotAddedAgain() {
        assertThat(queue.add("a")).isTrue();
        assertThat(queue.add("b")).isTrue();
        assertThat(queue.add("a")).isFalse();

        assertThat(queue.next()).isEqualTo("a");
        assertThat(queue.next()).isEqualTo("b");
        assertThat(queue.next()).isNull();
    }

    @Test
    void aKeyThatIsAddedWhileWorkedOnWaitsUntilThatIsDoneAndRunsOnceMore() {
        queue.add("a");
        queue.next();

        assertThat(queue.add("a")).isFalse();
        assertThat(queue.add("a")).isFalse();
        assertThat(queue.next()).isNull();

        assertThat(queue.done("a")).isTrue();
        assertThat(queue.next()).isEqualTo("a");
        assertThat(queue.done("a")).isFalse();
        assertThat(queue.next()).isNull();
    }

    @Test
    void whatIsBeingWorkedOnIsCounted() {
        queue.add("a");
        queue.add("b");
        queue.next();

        assertThat(queue.working()).isEqualTo(1);
        assertThat(queue.waiting()).isEqualTo(1);
        queue.done("a");
        assertThat(queue.working()).isZero();
    }
}
