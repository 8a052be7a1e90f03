package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.RunId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.Map;

/// The ConfigMaps of runs. Each owns what the run's samples make, so that whoever removes it has the cluster remove all
/// that, and holds the run's table when it has ended. It stays until there are too many.
///
/// @param cluster where
/// @param instance that we are
/// @param kept how many of former runs stay
record RunTables(Cluster cluster, Instance instance, int kept) {
    private static final String TABLE = "table";

    /// Made with the first sample of a run.
    OwnerReference owner(RunId run) throws MeasuringException, InterruptedException {
        var found = cluster.call(
                Phase.CREATE,
                "look for the run's ConfigMap " + name(run),
                client -> named(client, run).get());
        if (found == null) {
            removeOld();
        }
        var owner = found != null
                ? found
                : cluster.call(
                        Phase.CREATE,
                        "make the run's ConfigMap " + name(run),
                        client -> client.resource(empty(run))
                                .inNamespace(cluster.namespace())
                                .create());
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .build();
    }

    /// Does nothing for a run of which no sample was taken here.
    void write(RunId run, String table) throws MeasuringException, InterruptedException {
        cluster.call(null, "write the table of run " + run, client -> {
            try {
                return named(client, run)
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                new ConfigMapBuilder().addToData(TABLE, table).build());
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return null;
                }
                throw e;
            }
        });
    }

    private Resource<ConfigMap> named(KubernetesClient client, RunId run) {
        return client.configMaps().inNamespace(cluster.namespace()).withName(name(run));
    }

    private static String name(RunId run) {
        return "mountmark-" + run;
    }

    private ConfigMap empty(RunId run) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name(run))
                .withLabels(Labels.of(instance, run))
                .endMetadata()
                .withData(Map.of())
                .build();
    }

    /// With all that they own, should there be something.
    private void removeOld() throws MeasuringException, InterruptedException {
        var old = cluster
                .call(
                        Phase.CREATE,
                        "look for tables of former runs",
                        client -> client.configMaps()
                                .inNamespace(cluster.namespace())
                                .withLabels(Labels.of(instance))
                                .withLabel(Labels.TABLE)
                                .list())
                .getItems()
                .stream()
                .map(table -> table.getMetadata().getLabels().getOrDefault(Labels.RUN, ""))
                // Names of runs begin with their time.
                .sorted(Comparator.reverseOrder())
                .skip(kept)
                .toList();
        for (var run : old) {
            cluster.call(
                    Phase.CREATE,
                    "remove the table of run " + run,
                    client -> client.configMaps()
                            .inNamespace(cluster.namespace())
                            .withLabels(Labels.of(instance))
                            .withLabel(Labels.TABLE)
                            .withLabel(Labels.RUN, run)
                            .delete());
        }
    }
}
