package dev.wainwright.cloud.ec2;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.model.taint.Taint;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a machine is set up. A value: equal templates are one template. Whoever speaks to AWS keeps launch templates of these
 * data and writes the user data from them.
 *
 * @param setup image family, kubelet settings, disks, interfaces and the user's own data
 * @param labels that the kubelet gives its node
 * @param taints that the kubelet gives its node
 * @param reservationId the capacity reservation to draw from; empty for none
 */
public record LaunchTemplate(
        String clusterName,
        String imageId,
        String instanceProfile,
        List<String> securityGroupIds,
        Ec2NodeClass.Spec setup,
        SortedMap<String, String> labels,
        List<Taint> taints,
        String reservationId) {
    public LaunchTemplate {
        securityGroupIds = List.copyOf(securityGroupIds);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        taints = List.copyOf(taints);
    }
}
