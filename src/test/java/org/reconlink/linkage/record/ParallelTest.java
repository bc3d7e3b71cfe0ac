package org.reconlink.linkage.record;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ParallelTest {
    /** Another thread may fail before, over what is half done. */
    @Test
    void thatMemoryEndedOutranksWhatOtherThreadsStumbledOver() {
        CountDownLatch stumbled = new CountDownLatch(1);
        assertThatThrownBy(() -> Parallel.run(2, 2, thread -> task -> {
                    if (task == 1) {
                        stumbled.countDown();
                        throw new ArrayIndexOutOfBoundsException();
                    }
                    await(stumbled);
                    throw new OutOfMemoryError();
                }))
                .isInstanceOf(OutOfMemoryError.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
