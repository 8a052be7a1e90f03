package dev.mountmark.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Where the resources stand, and what is said of all of them.
@ApplicationPath(MountmarkApi.ROOT)
@OpenAPIDefinition(
        info = @Info(title = "Mountmark", version = "1", description = """
                                Runs container file system benchmarks on demand.

                                Every refusal is a problem (RFC 9457) that names the field, the value and the way out: \
                                400 for what cannot be asked, 403 for callers of another host or origin, 401 without \
                                the token where one is set. Unknown JSON fields and parameters are refused. Bodies are \
                                JSON of at most 64 KiB, but for imports.
                                """),
        tags = {
            @Tag(name = "Runs", description = "What was asked to be measured, and what came out."),
            @Tag(name = "Comparison", description = "What became of it."),
            @Tag(name = "Series", description = "How results stand over many runs, and what was said of them."),
            @Tag(name = "History", description = "All of it as text, to be moved."),
            @Tag(name = "Offers", description = "What can be asked for here.")
        },
        security = {@SecurityRequirement(name = "token"), @SecurityRequirement(name = "")},
        components =
                @Components(
                        securitySchemes =
                                @SecurityScheme(
                                        securitySchemeName = "token",
                                        type = SecuritySchemeType.HTTP,
                                        scheme = "bearer",
                                        description = "Of mountmark.token or mountmark.token-file; not needed where"
                                                + " neither is set."),
                        schemas =
                                @Schema(
                                        name = "Problem",
                                        type = SchemaType.OBJECT,
                                        description = "A refusal (RFC 9457).",
                                        requiredProperties = {"title", "status"},
                                        properties = {
                                            @SchemaProperty(
                                                    name = "title",
                                                    type = SchemaType.STRING,
                                                    description = "What kind of refusal."),
                                            @SchemaProperty(
                                                    name = "status",
                                                    type = SchemaType.INTEGER,
                                                    description = "The HTTP status."),
                                            @SchemaProperty(
                                                    name = "detail",
                                                    type = SchemaType.STRING,
                                                    description = "What was expected, what was found, the way out."),
                                            @SchemaProperty(
                                                    name = "instance",
                                                    type = SchemaType.STRING,
                                                    format = "uri-reference",
                                                    description = "What was asked."),
                                            @SchemaProperty(
                                                    name = "field",
                                                    type = SchemaType.STRING,
                                                    description = "The path in the body, the parameter or the header;"
                                                            + " absent when it is none of these."),
                                            @SchemaProperty(
                                                    name = "value",
                                                    description = "What came there; absent when nothing did.")
                                        })))
public class MountmarkApi extends Application {
    static final String ROOT = "/api/v1";
}
