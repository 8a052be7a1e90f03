package dev.mountmark.statistics;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// What times may look like. The median of each population is 1.
enum Population {
    NORMAL {
        @Override
        double one(SplittableRandom random, double spread) {
            // No time is below 0; the median does not mind.
            return Math.max(0.001, 1 + spread * random.nextGaussian());
        }
    },
    LOG_NORMAL {
        @Override
        double one(SplittableRandom random, double spread) {
            return Math.exp(Math.sqrt(Math.log1p(spread * spread)) * random.nextGaussian());
        }
    },
    /// Three of ten are slower, as where a cache misses now and then.
    BIMODAL {
        @Override
        double one(SplittableRandom random, double spread) {
            var slower = random.nextDouble() < 0.3 ? 2 * spread : 0;
            return 1 + slower + spread / 5 * (random.nextGaussian() - ABOVE_THE_FAST_ONES);
        }
    };

    /// Five of the seven fast ones in ten lie below the median of all.
    private static final double ABOVE_THE_FAST_ONES =
            NormalDistribution.of(0, 1).inverseCumulativeProbability(5.0 / 7);

    /// @param spread about the coefficient of variation
    abstract double one(SplittableRandom random, double spread);

    double[] draw(SplittableRandom random, int count, double spread) {
        return DoubleStream.generate(() -> one(random, spread)).limit(count).toArray();
    }

    /// As a clock reads them that ticks so often.
    double[] draw(SplittableRandom random, int count, double spread, double tick) {
        DoubleUnaryOperator read = value -> Math.max(1, Math.rint(value / tick)) * tick;
        return DoubleStream.of(draw(random, count, spread)).map(read).toArray();
    }
}
