package main

import (
	"context"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/tools/record"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"
	fakeclient "sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"

	kwok "sigs.k8s.io/karpenter/kwok/cloudprovider"
	kwokoptions "sigs.k8s.io/karpenter/kwok/options"
	_ "sigs.k8s.io/karpenter/pkg/apis"
	v1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"
	"sigs.k8s.io/karpenter/pkg/controllers/provisioning"
	"sigs.k8s.io/karpenter/pkg/controllers/provisioning/scheduling"
	"sigs.k8s.io/karpenter/pkg/controllers/state"
	"sigs.k8s.io/karpenter/pkg/events"
	"sigs.k8s.io/karpenter/pkg/operator/options"
	podutils "sigs.k8s.io/karpenter/pkg/utils/pod"
)

// shop offers the same types to every pool.
type shop struct {
	cloudprovider.CloudProvider
	types []*cloudprovider.InstanceType
}

func (s shop) GetInstanceTypes(context.Context, *v1.NodePool) ([]*cloudprovider.InstanceType, error) {
	return s.types, nil
}

func (s shop) IsDrifted(context.Context, *v1.NodeClaim) (cloudprovider.DriftReason, error) {
	return "", nil
}

func (s shop) RepairPolicies() []cloudprovider.RepairPolicy { return nil }

func (s shop) Name() string { return "peer" }

// solve plans a case with a fresh scheduler as often as it is asked to, and keeps the last plan and the best time. The
// time covers what Karpenter does anew for every batch: topology, templates, solving.
func solve(ctx context.Context, objects []client.Object, typesFile string, a asked) plan {
	ctx = (&kwokoptions.Options{InstanceTypesFilePath: typesFile}).ToContext(ctx)
	its, err := kwok.ConstructInstanceTypes(ctx)
	must(err)
	c := indexed(objects)
	s := shop{kwok.NewCloudProvider(ctx, c, its), its}

	var result plan
	var best time.Duration
	for i := range max(a.runs, 1) {
		cluster := clusterOf(ctx, objects, c, s)
		p := provisioning.NewProvisioner(c, events.NewRecorder(&record.FakeRecorder{}), s, cluster, clock.RealClock{}, nil, nil)
		pods, refused := pending(ctx, objects, p)
		start := time.Now()
		results := schedule(ctx, p, cluster, pods, a)
		took := time.Since(start)
		if i == 0 || took < best {
			best = took
		}
		result = planOf(results, len(pods)+len(refused), refused)
	}
	result.Timing.Seconds = best.Seconds()
	return result
}

func indexed(objects []client.Object) client.Client {
	classRef := func(of func(*v1.NodeClassReference) string) client.IndexerFunc {
		return func(o client.Object) []string { return []string{of(o.(*v1.NodePool).Spec.Template.Spec.NodeClassRef)} }
	}
	return fakeclient.NewClientBuilder().WithScheme(scheme.Scheme).WithInterceptorFuncs(likeAServer()).WithObjects(objects...).
		WithIndex(&corev1.Pod{}, "spec.nodeName", func(o client.Object) []string { return []string{o.(*corev1.Pod).Spec.NodeName} }).
		WithIndex(&corev1.Node{}, "spec.providerID", func(o client.Object) []string { return []string{o.(*corev1.Node).Spec.ProviderID} }).
		WithIndex(&v1.NodeClaim{}, "status.providerID", func(o client.Object) []string { return []string{o.(*v1.NodeClaim).Status.ProviderID} }).
		WithIndex(&v1.NodePool{}, "spec.template.spec.nodeClassRef.name", classRef(func(r *v1.NodeClassReference) string { return r.Name })).
		WithIndex(&v1.NodePool{}, "spec.template.spec.nodeClassRef.group", classRef(func(r *v1.NodeClassReference) string { return r.Group })).
		WithIndex(&v1.NodePool{}, "spec.template.spec.nodeClassRef.kind", classRef(func(r *v1.NodeClassReference) string { return r.Kind })).
		Build()
}

// likeAServer makes the fake client find what lies outside of namespaces although it is asked for with one, as a real API
// server does: Karpenter looks persistent volumes up with the pod's namespace.
func likeAServer() interceptor.Funcs {
	return interceptor.Funcs{Get: func(ctx context.Context, c client.WithWatch, key client.ObjectKey, o client.Object, opts ...client.GetOption) error {
		if _, ok := o.(*corev1.PersistentVolume); ok {
			key.Namespace = ""
		}
		return c.Get(ctx, key, o, opts...)
	}}
}

// clusterOf tells Karpenter's cluster state of every object, nodes before the pods on them.
func clusterOf(ctx context.Context, objects []client.Object, c client.Client, s shop) *state.Cluster {
	cluster := state.NewCluster(clock.RealClock{}, c, s)
	for _, o := range objects {
		switch x := o.(type) {
		case *corev1.Node:
			must(cluster.UpdateNode(ctx, x.DeepCopy()))
		case *appsv1.DaemonSet:
			must(cluster.UpdateDaemonSet(ctx, x.DeepCopy()))
		}
	}
	for _, o := range objects {
		if pod, ok := o.(*corev1.Pod); ok {
			must(cluster.UpdatePod(ctx, pod.DeepCopy()))
		}
	}
	return cluster
}

// pending are the pods that Karpenter would plan; those that it refuses before it plans come with the reason.
func pending(ctx context.Context, objects []client.Object, p *provisioning.Provisioner) ([]*corev1.Pod, map[*corev1.Pod]error) {
	var pods []*corev1.Pod
	refused := map[*corev1.Pod]error{}
	for _, o := range objects {
		pod, ok := o.(*corev1.Pod)
		if !ok || !podutils.IsProvisionable(pod) || !podutils.IsActive(pod) {
			continue
		}
		pod = pod.DeepCopy()
		if err := p.Validate(ctx, pod); err != nil {
			refused[pod] = err
		} else {
			pods = append(pods, pod)
		}
	}
	return pods, refused
}

func schedule(ctx context.Context, p *provisioning.Provisioner, cluster *state.Cluster, pods []*corev1.Pod, a asked) scheduling.Results {
	policy := options.MinValuesPolicyStrict
	if a.BestEffortMinValues {
		policy = options.MinValuesPolicyBestEffort
	}
	opts := []scheduling.Options{
		scheduling.DisableReservedCapacityFallback,
		scheduling.NumConcurrentReconciles(max(a.workers, 1)),
		scheduling.MinValuesPolicy(policy),
	}
	if a.IgnorePreferences {
		opts = append(opts, scheduling.IgnorePreferences)
	}
	s, err := p.NewScheduler(ctx, pods, cluster.DeepCopyNodes().Active(), sets.New[types.UID](), opts...)
	must(err)
	results, err := s.Solve(ctx, pods)
	must(err)
	return results.TruncateInstanceTypes(ctx, scheduling.MaxInstanceTypes)
}
