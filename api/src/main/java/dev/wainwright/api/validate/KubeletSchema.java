package dev.wainwright.api.validate;

import static dev.wainwright.api.schema.SchemaBuilder.bool;
import static dev.wainwright.api.schema.SchemaBuilder.int32;
import static dev.wainwright.api.schema.SchemaBuilder.int64;
import static dev.wainwright.api.schema.SchemaBuilder.intOrString;
import static dev.wainwright.api.schema.SchemaBuilder.listOf;
import static dev.wainwright.api.schema.SchemaBuilder.mapOf;
import static dev.wainwright.api.schema.SchemaBuilder.number;
import static dev.wainwright.api.schema.SchemaBuilder.object;
import static dev.wainwright.api.schema.SchemaBuilder.text;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.schema.SchemaBuilder;
import java.util.List;

/**
 * The settings of a kubelet, version v1beta1 of Kubernetes 1.36, with their types. An EC2NodeClass keeps them as an open
 * map, and the controller refuses what is not in here (karpenter-aws §1.3).
 */
final class KubeletSchema {
    static final List<String> DURATIONS = List.of(
            "syncFrequency",
            "fileCheckFrequency",
            "httpCheckFrequency",
            "streamingConnectionIdleTimeout",
            "nodeStatusUpdateFrequency",
            "nodeStatusReportFrequency",
            "imageMinimumGCAge",
            "imageMaximumGCAge",
            "volumeStatsAggPeriod",
            "cpuManagerReconcilePeriod",
            "runtimeRequestTimeout",
            "cpuCFSQuotaPeriod",
            "evictionPressureTransitionPeriod",
            "containerLogMonitorInterval",
            "shutdownGracePeriod",
            "shutdownGracePeriodCriticalPods");

    private static final List<String> TEXTS = List.of(
            "kind",
            "apiVersion",
            "staticPodPath",
            "podLogsDir",
            "staticPodURL",
            "address",
            "tlsCertFile",
            "tlsPrivateKeyFile",
            "tlsMinVersion",
            "imagePullCredentialsVerificationPolicy",
            "healthzBindAddress",
            "clusterDomain",
            "kubeletCgroups",
            "systemCgroups",
            "cgroupRoot",
            "cgroupDriver",
            "cpuManagerPolicy",
            "memoryManagerPolicy",
            "topologyManagerPolicy",
            "topologyManagerScope",
            "hairpinMode",
            "podCIDR",
            "resolvConf",
            "contentType",
            "containerLogMaxSize",
            "configMapAndSecretChangeDetectionStrategy",
            "reservedSystemCPUs",
            "showHiddenMetricsForVersion",
            "systemReservedCgroup",
            "kubeReservedCgroup",
            "volumePluginDir",
            "providerID",
            "memoryReservationPolicy",
            "containerRuntimeEndpoint",
            "imageServiceEndpoint");

    private static final List<String> SWITCHES = List.of(
            "enableServer",
            "rotateCertificates",
            "serverTLSBootstrap",
            "enableDebuggingHandlers",
            "enableContentionProfiling",
            "cgroupsPerQOS",
            "singleProcessOOMKill",
            "runOnce",
            "cpuCFSQuota",
            "serializeImagePulls",
            "mergeDefaultEvictionSettings",
            "enableControllerAttachDetach",
            "protectKernelDefaults",
            "makeIPTablesUtilChains",
            "failSwapOn",
            "kernelMemcgNotification",
            "enableSystemLogHandler",
            "enableSystemLogQuery",
            "enableProfilingHandler",
            "enableDebugFlagsHandler",
            "seccompDefault",
            "registerNode",
            "localStorageCapacityIsolation",
            "failCgroupV1");

    private static final List<String> NUMBERS = List.of(
            "port",
            "readOnlyPort",
            "registryPullQPS",
            "registryBurst",
            "eventRecordQPS",
            "eventBurst",
            "healthzPort",
            "oomScoreAdj",
            "nodeLeaseDurationSeconds",
            "imageGCHighThresholdPercent",
            "imageGCLowThresholdPercent",
            "nodeStatusMaxImages",
            "kubeAPIQPS",
            "kubeAPIBurst",
            "maxParallelImagePulls",
            "evictionMaxPodGracePeriod",
            "podsPerCore",
            "iptablesMasqueradeBit",
            "iptablesDropBit",
            "containerLogMaxFiles",
            "containerLogMaxWorkers");

    private static final List<String> TEXT_LISTS = List.of(
            "tlsCipherSuites",
            "preloadedImagesVerificationAllowlist",
            "clusterDNS",
            "enforceNodeAllocatable",
            "allowedUnsafeSysctls");

    private static final List<String> TEXT_MAPS = List.of(
            "cpuManagerPolicyOptions",
            "topologyManagerPolicyOptions",
            "qosReserved",
            "evictionHard",
            "evictionSoft",
            "evictionSoftGracePeriod",
            "evictionMinimumReclaim",
            "systemReserved",
            "kubeReserved");

    /** Parts whose own fields are not checked here. */
    private static final List<String> PARTS = List.of(
            "authentication",
            "authorization",
            "memorySwap",
            "logging",
            "crashLoopBackOff",
            "tracing",
            "userNamespaces");

    static final Schema SCHEMA = schema();

    private KubeletSchema() {}

    private static Schema schema() {
        SchemaBuilder kubelet = object("The settings of a kubelet.")
                .field("maxPods", intOrString(""))
                .field("podPidsLimit", int64(""))
                .field("maxOpenFiles", int64(""))
                .field("memoryThrottlingFactor", number(""))
                .field("tlsCurvePreferences", listOf("", int32("")))
                .field("staticPodURLHeader", mapOf("", listOf("", text(""))))
                .field("featureGates", mapOf("", bool("")))
                .field("shutdownGracePeriodByPodPriority", listOf("", object("").open()))
                .field("reservedMemory", listOf("", object("").open()))
                .field("registerWithTaints", listOf("", object("").open()));
        DURATIONS.forEach(name -> kubelet.field(name, text("")));
        TEXTS.forEach(name -> kubelet.field(name, text("")));
        SWITCHES.forEach(name -> kubelet.field(name, bool("")));
        NUMBERS.forEach(name -> kubelet.field(name, int32("")));
        TEXT_LISTS.forEach(name -> kubelet.field(name, listOf("", text(""))));
        TEXT_MAPS.forEach(name -> kubelet.field(name, mapOf("", text(""))));
        PARTS.forEach(name -> kubelet.field(name, object("").open()));
        return kubelet.build();
    }
}
