package dev.mountmark.api;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.smallrye.openapi.runtime.OpenApiHandler;
import io.quarkus.smallrye.openapi.runtime.OpenApiRecorder;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// In the native program, the description at `/q/openapi` is read, filtered and written when it is first asked for.
/// The extension does so at every start, which is a fifth of what a start costs, and has no setting against it.
final class OpenApiOnDemand {
    private static final ConcurrentLinkedQueue<Runnable> UNPREPARED = new ConcurrentLinkedQueue<>();

    private OpenApiOnDemand() {}

    static synchronized void prepare() {
        for (var step = UNPREPARED.poll(); step != null; step = UNPREPARED.poll()) {
            step.run();
        }
    }

    static void later(
            @Nullable AutoSecurityFilter security, Map<OpenApiFilter.RunStage, List<String>> filters, String document) {
        UNPREPARED.add(() -> ((Documents) (Object) service()).prepareDocument(security, filters, document));
    }

    static OpenApiDocumentService service() {
        return Arc.container().instance(OpenApiDocumentService.class).get();
    }

    @TargetClass(OpenApiRecorder.class)
    static final class AtStart {
        /// Natively stands for the method of this name.
        @Substitute
        public void prepareDocument(
                @Nullable AutoSecurityFilter security,
                Map<OpenApiFilter.RunStage, List<String>> filters,
                String document) {
            later(security, filters, document);
        }
    }

    @TargetClass(OpenApiHandler.class)
    static final class AtRequest {
        /// Natively stands for the method of this name.
        @Substitute
        OpenApiDocumentService getOpenApiDocumentService() {
            prepare();
            return service();
        }
    }

    @TargetClass(OpenApiDocumentService.class)
    static final class Documents {
        @Alias
        native void prepareDocument(
                @Nullable AutoSecurityFilter security,
                Map<OpenApiFilter.RunStage, List<String>> filters,
                String document);
    }
}
