package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the manifests of `k8s` take for granted of this application is so.
@QuarkusTest
@TestProfile(ApiProfile.class)
class ManifestsTest extends ApiTest {
    private static final Path MANIFESTS = Path.of("k8s");
    private static final Path DOCKERFILE = Path.of("src/main/docker/Dockerfile.native");
    private static final Pattern VARIABLE = Pattern.compile("name: ((?:MOUNTMARK|QUARKUS)_[A-Z0-9_]+)");
    private static final Pattern ADDRESS = Pattern.compile("http://mountmark(/[\\w/]+)");
    private static final Pattern PATH = Pattern.compile("path: (/(?:q|api)/[\\w/]+)");
    private static final Pattern OF_IMAGE = Pattern.compile("\\b((?:MOUNTMARK|QUARKUS)_[A-Z_]+)=(\\S+)");

    static Stream<String> paths() throws IOException {
        return Stream.concat(found(ADDRESS), found(PATH)).distinct();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyPathIsServed(String path) {
        given().get(path).then().statusCode(200);
    }

    @Test
    void probesScrapesAndTheCronJobAreAmongThem() throws IOException {
        assertThat(paths()).contains("/q/health/live", "/q/health/ready", "/q/metrics", RUNS);
    }

    @Test
    void everyVariableIsASetting() throws IOException {
        var known = settings().stream().map(ManifestsTest::variable).toList();

        assertThat(found(VARIABLE).filter(name -> name.startsWith("MOUNTMARK_")).distinct())
                .isNotEmpty()
                .allMatch(known::contains);
    }

    @Test
    void everySettingOfTheConfigMapIsOne() throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(Files.readString(MANIFESTS.resolve("base/application.properties"))));

        assertThat(properties.stringPropertyNames()).isNotEmpty().allMatch(settings()::contains);
    }

    /// An image that was built by another Dockerfile is configured in the same way.
    @Test
    void theDeploymentSaysWhatTheImageDoes() throws IOException {
        var container = container();
        var variables = new TreeMap<String, String>();
        container
                .get("env")
                .forEach(one -> variables.put(
                        one.get("name").asText(), one.path("value").asText()));
        var image = OF_IMAGE.matcher(Files.readString(DOCKERFILE)).results();

        assertThat(variables)
                .containsAllEntriesOf(image.collect(Collectors.toMap(one -> one.group(1), one -> one.group(2))));
        assertThat(container.at("/ports/0/containerPort").asText()).isEqualTo(variables.get("QUARKUS_HTTP_PORT"));
    }

    @Test
    void theDeploymentRunsAsTheUserOfTheImage() throws IOException {
        var user = Pattern.compile("ARG USER_ID=(\\d+)").matcher(Files.readString(DOCKERFILE));

        assertThat(user.find()).isTrue();
        assertThat(deployment()
                        .at("/spec/template/spec/securityContext/runAsUser")
                        .asText())
                .isEqualTo(user.group(1));
    }

    private static JsonNode container() throws IOException {
        return deployment().at("/spec/template/spec/containers/0");
    }

    private static JsonNode deployment() throws IOException {
        return new YAMLMapper()
                .readTree(MANIFESTS.resolve("base/deployment.yaml").toFile());
    }

    private static Stream<String> found(Pattern pattern) throws IOException {
        try (var files = Files.walk(MANIFESTS)) {
            var texts = new TreeMap<Path, String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                texts.put(file, Files.readString(file));
            }
            return texts.values().stream()
                    .flatMap(text -> pattern.matcher(text).results())
                    .map(one -> one.group(1));
        }
    }

    private static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /// Names of all settings that have no part of their own in the name.
    private static Set<String> settings() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.mountmark").stream()
                        .filter(one -> one.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .flatMap(mapping -> settings(
                                mapping.getAnnotation(ConfigMapping.class).prefix(), mapping))
                        .collect(Collectors.toSet());
    }

    private static Stream<String> settings(String prefix, Class<?> mapping) {
        return Arrays.stream(mapping.getMethods()).flatMap(method -> {
            var name = method.isAnnotationPresent(WithParentName.class) ? prefix : prefix + "." + name(method);
            var type = inner(method.getGenericReturnType());
            return type.isInterface() && type.getPackageName().startsWith("dev.mountmark")
                    ? settings(name, type)
                    : Stream.of(name);
        });
    }

    private static String name(Method method) {
        var given = method.getAnnotation(WithName.class);
        return given != null
                ? given.value()
                : method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /// What is optional is what it is about; what is in a map has names of its own.
    private static Class<?> inner(Type type) {
        return switch (type) {
            case ParameterizedType of when of.getRawType() != Map.class -> inner(of.getActualTypeArguments()[0]);
            case ParameterizedType _ -> Map.class;
            case Class<?> one -> one;
            default -> Object.class;
        };
    }
}
