package dev.mountmark.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@TestProfile(PackagedProfile.class)
@Tag("program")
class CsvApiIT extends CsvApiTest {}
