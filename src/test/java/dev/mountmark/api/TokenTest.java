package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ApiProfile.WithToken.class)
class TokenTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/runs", "/q/metrics", "/q/openapi", "/nothing", "/q/healthy", "/q/health/../metrics"})
    void withoutTheTokenNothingIsTold(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("field", equalTo("Authorization"));
        given().header("Authorization", "Bearer wrong").get(path).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/runs", "/q/metrics", "/q/openapi"})
    void withTheTokenEverythingIsServed(String path) {
        given().header("Authorization", "Bearer " + ApiProfile.TOKEN)
                .get(path)
                .then()
                .statusCode(200);
    }

    @Test
    void whoeverKeepsTheServiceAliveHereNeedsNoToken() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }
}
