package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/awslabs/operatorpkg/status"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/controller-runtime/pkg/client"
	v1 "sigs.k8s.io/karpenter/pkg/apis/v1"
)

// readObjects reads YAML or JSON documents and lists into typed objects, completed as a cluster would have done.
func readObjects(file string) []client.Object {
	raw, err := os.ReadFile(file)
	must(err)
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(raw), 1<<20)
	var objects []client.Object
	for {
		var document map[string]any
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return objects
		}
		must(err)
		for _, item := range items(document) {
			if o := typed(item); o != nil {
				complete(o, len(objects))
				objects = append(objects, o)
			}
		}
	}
}

func items(document map[string]any) []any {
	if kind, _ := document["kind"].(string); strings.HasSuffix(kind, "List") {
		list, _ := document["items"].([]any)
		return list
	}
	if document == nil {
		return nil
	}
	return []any{document}
}

// typed is nil for kinds that the scheme does not know.
func typed(item any) client.Object {
	raw, err := json.Marshal(item)
	must(err)
	o, _, err := scheme.Codecs.UniversalDeserializer().Decode(raw, nil, nil)
	if err != nil {
		fmt.Fprintln(os.Stderr, "left out:", err)
		return nil
	}
	return o.(client.Object)
}

// complete adds what an API server and the other controllers would have set by the time Karpenter looks.
func complete(o client.Object, position int) {
	if o.GetUID() == "" {
		o.SetUID(types.UID(fmt.Sprintf("uid-%06d", position)))
	}
	switch x := o.(type) {
	case *corev1.Pod:
		completePod(x)
	case *appsv1.DaemonSet:
		defaultNamespace(x)
	case *corev1.PersistentVolumeClaim:
		defaultNamespace(x)
	case *v1.NodePool:
		x.StatusConditions().SetTrue(v1.ConditionTypeNodeClassReady)
		x.StatusConditions().SetTrue(v1.ConditionTypeValidationSucceeded)
		x.StatusConditions().SetTrue(status.ConditionReady)
	}
}

func completePod(pod *corev1.Pod) {
	defaultNamespace(pod)
	if pod.CreationTimestamp.IsZero() {
		pod.CreationTimestamp = metav1.NewTime(time.Unix(1_700_000_000, 0))
	}
	if pod.Spec.NodeName != "" {
		if pod.Status.Phase == "" {
			pod.Status.Phase = corev1.PodRunning
		}
		return
	}
	reason := corev1.PodReasonUnschedulable
	if len(pod.Spec.SchedulingGates) > 0 {
		reason = corev1.PodReasonSchedulingGated
	}
	if pod.Status.Phase == "" {
		pod.Status.Phase = corev1.PodPending
	}
	pod.Status.Conditions = []corev1.PodCondition{
		{Type: corev1.PodScheduled, Status: corev1.ConditionFalse, Reason: reason},
	}
}

func defaultNamespace(o client.Object) {
	if o.GetNamespace() == "" {
		o.SetNamespace("default")
	}
}
