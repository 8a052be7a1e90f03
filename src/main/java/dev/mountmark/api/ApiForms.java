package dev.mountmark.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// Completes the description of calls that answer in several forms, so that a form is named in [ReportFormat] alone:
/// every media type that is not described already is a text, and the call with a suffix takes the parameters of the
/// one without. So does one import of files those of the other.
final class ApiForms {
    private static final Map<String, List<ReportFormat>> FORMS =
            Map.of("reportRun", ReportFormat.OF_REPORTS, "compareRuns", ReportFormat.OF_COMPARISONS);

    private static final String SUFFIXED = "As";

    private ApiForms() {}

    /// The same call without a suffix.
    static String plain(String operationId) {
        return operationId.endsWith(SUFFIXED)
                ? operationId.substring(0, operationId.length() - SUFFIXED.length())
                : operationId;
    }

    static void complete(OpenAPI description) {
        var operations = new HashMap<String, Operation>();
        description
                .getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations()
                        .values()
                        .forEach(operation -> operations.put(operation.getOperationId(), operation)));
        FORMS.forEach((name, forms) -> {
            var call = Objects.requireNonNull(operations.get(name), name);
            var suffixed = Objects.requireNonNull(operations.get(name + SUFFIXED), name + SUFFIXED);
            answers(call, forms);
            answers(suffixed, forms);
            parameters(suffixed, call, forms);
        });
        queryParameters(
                Objects.requireNonNull(operations.get("importHyperfine")),
                Objects.requireNonNull(operations.get("importCsv")));
    }

    private static void answers(Operation operation, List<ReportFormat> forms) {
        var answer = operation.getResponses().getAPIResponse("200");
        var described = answer.getContent().getMediaTypes();
        var content = OASFactory.createContent();
        ReportFormat.mediaTypes(forms)
                .forEach(type -> content.addMediaType(
                        type, Optional.ofNullable(described.get(type)).orElseGet(ApiForms::text)));
        answer.setContent(content);
    }

    private static MediaType text() {
        return OASFactory.createMediaType().schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static void parameters(Operation suffixed, Operation call, List<ReportFormat> forms) {
        suffixed.getParameters().stream()
                .filter(parameter -> parameter.getName().equals("suffix"))
                .forEach(parameter -> parameter.getSchema().setEnumeration(List.copyOf(ReportFormat.suffixes(forms))));
        queryParameters(call, suffixed);
    }

    private static void queryParameters(Operation from, Operation to) {
        from.getParameters().stream()
                .filter(parameter -> parameter.getIn() == Parameter.In.QUERY)
                .forEach(to::addParameter);
    }
}
