package org.reconlink.job;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;

/**
 * The trace of one try of a run as OpenTelemetry has it, sent to a collector by OTLP over HTTP: a span of the job and one of each
 * step, with counts. No value, row or file of the data is in it. Nothing else names the library, so that a run without a trace
 * loads none of it.
 */
final class RunTraces {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Silent: what it does not take is said by whoever asked, without a trace of the stack. */
    private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

    static {
        LIBRARY.setLevel(Level.OFF);
    }

    private RunTraces() {}

    /** Whether the collector took it; a try that was killed has no trace. */
    static boolean send(URI collector, RunContext run, JobExecution execution, RunReport report) {
        Ended spans = new Ended();
        try (OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                        .setEndpoint(collector.toString())
                        .setTimeout(PATIENCE)
                        .setConnectTimeout(PATIENCE)
                        .setRetryPolicy(null)
                        .build();
                SdkTracerProvider provider = SdkTracerProvider.builder()
                        .setResource(resource(run))
                        .addSpanProcessor(spans)
                        .build()) {
            spans(provider.get("reconlink"), run, execution, report);
            return exporter.export(spans.all)
                    .join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .isSuccess();
        }
    }

    private static Resource resource(RunContext run) {
        return Resource.create(Attributes.builder()
                .put("service.name", "reconlink")
                .put("service.version", run.versions().getOrDefault("reconlink", "unknown"))
                .build());
    }

    private static void spans(Tracer tracer, RunContext run, JobExecution execution, RunReport report) {
        Instant begun = at(execution.getStartTime(), Instant.now());
        Span job = tracer.spanBuilder(execution.getJobInstance().getJobName())
                .setNoParent()
                .setStartTimestamp(begun)
                .setAttribute("reconlink.study", run.study().id())
                .setAttribute("reconlink.run", run.runId())
                .setAttribute("reconlink.exit_code", report.exitCode().code())
                .setAttribute("reconlink.findings", report.findings().size())
                .startSpan();
        for (StepExecution step : execution.getStepExecutions()) {
            step(tracer, step, Context.root().with(job));
        }
        if (report.isFailed()) {
            job.setStatus(StatusCode.ERROR, report.exitCode().meaning());
        }
        job.end(at(execution.getEndTime(), begun));
    }

    private static void step(Tracer tracer, StepExecution step, Context job) {
        Instant begun = at(step.getStartTime(), Instant.now());
        SpanBuilder builder =
                tracer.spanBuilder(step.getStepName()).setParent(job).setStartTimestamp(begun);
        count(builder, "read", step.getReadCount());
        count(builder, "filtered", step.getFilterCount());
        count(builder, "skipped", step.getSkipCount());
        count(builder, "written", step.getWriteCount());
        count(builder, "commits", step.getCommitCount());
        Span span = builder.startSpan();
        if (step.getStatus() != BatchStatus.COMPLETED) {
            span.setStatus(StatusCode.ERROR, step.getStatus().name());
        }
        span.end(at(step.getEndTime(), begun));
    }

    private static void count(SpanBuilder span, String what, long count) {
        span.setAttribute(AttributeKey.longKey("reconlink." + what), count);
    }

    /** Batch keeps the clock on the wall. */
    private static Instant at(@Nullable LocalDateTime time, Instant otherwise) {
        return time == null ? otherwise : time.atZone(ZoneId.systemDefault()).toInstant();
    }

    /** Keeps the spans that ended, to be sent together. */
    private static final class Ended implements SpanProcessor {
        private final List<SpanData> all = new ArrayList<>();

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            // nothing is told before it has ended
        }

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            all.add(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
