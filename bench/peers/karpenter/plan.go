package main

import (
	"sort"

	corev1 "k8s.io/api/core/v1"
	v1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/controllers/provisioning/scheduling"
)

// plan has the layout of "wain plan -o json", with the time beside it.
type plan struct {
	Summary       summary         `json:"summary"`
	Nodes         []node          `json:"nodes"`
	Existing      []existing      `json:"existing"`
	Unschedulable []unschedulable `json:"unschedulable"`
	Timing        timing          `json:"timing"`
}

type summary struct {
	Pods          int     `json:"pods"`
	Scheduled     int     `json:"scheduled"`
	Unschedulable int     `json:"unschedulable"`
	NewNodes      int     `json:"newNodes"`
	HourlyPrice   float64 `json:"hourlyPrice"`
}

// node carries, besides the fields of our own plans, the labels that the claim has decided.
type node struct {
	NodePool            string            `json:"nodePool"`
	InstanceType        string            `json:"instanceType"`
	Zone                string            `json:"zone"`
	CapacityType        string            `json:"capacityType"`
	Price               float64           `json:"price"`
	InstanceTypeOptions []string          `json:"instanceTypeOptions"`
	Pods                []string          `json:"pods"`
	Requests            map[string]string `json:"requests"`
	Labels              map[string]string `json:"labels"`
}

type existing struct {
	Node string   `json:"node"`
	Pods []string `json:"pods"`
}

type unschedulable struct {
	Pod     string   `json:"pod"`
	Reasons []string `json:"reasons"`
}

type timing struct {
	Seconds float64 `json:"seconds"`
}

func planOf(results scheduling.Results, pods int, refused map[*corev1.Pod]error) plan {
	p := plan{Nodes: []node{}, Existing: []existing{}, Unschedulable: []unschedulable{}}
	for _, claim := range results.NewNodeClaims {
		n := nodeOf(claim)
		p.Nodes = append(p.Nodes, n)
		p.Summary.HourlyPrice += n.Price
	}
	for _, e := range results.ExistingNodes {
		if len(e.Pods) > 0 {
			p.Existing = append(p.Existing, existing{e.Name(), names(e.Pods)})
		}
	}
	for _, errs := range []map[*corev1.Pod]error{results.PodErrors, refused} {
		for pod, err := range errs {
			p.Unschedulable = append(p.Unschedulable, unschedulable{name(pod), []string{err.Error()}})
		}
	}
	sort.Slice(p.Nodes, func(i, j int) bool { return p.Nodes[i].Pods[0] < p.Nodes[j].Pods[0] })
	sort.Slice(p.Unschedulable, func(i, j int) bool { return p.Unschedulable[i].Pod < p.Unschedulable[j].Pod })
	p.Summary.Pods, p.Summary.Unschedulable, p.Summary.NewNodes = pods, len(p.Unschedulable), len(p.Nodes)
	p.Summary.Scheduled = pods - len(p.Unschedulable)
	return p
}

// nodeOf takes for type, zone and capacity type the cheapest offering that the claim leaves open; that is what Karpenter's
// kwok provider launches.
func nodeOf(claim *scheduling.NodeClaim) node {
	n := node{NodePool: claim.NodePoolName, Requests: map[string]string{}, Labels: map[string]string{}, Pods: names(claim.Pods)}
	for _, it := range claim.InstanceTypeOptions.OrderByPrice(claim.Requirements) {
		n.InstanceTypeOptions = append(n.InstanceTypeOptions, it.Name)
		for _, o := range it.Offerings.Available().Compatible(claim.Requirements) {
			if n.InstanceType == "" || o.Price < n.Price {
				n.InstanceType, n.Price, n.Zone, n.CapacityType = it.Name, o.Price, o.Zone(), o.CapacityType()
			}
		}
	}
	for resource, amount := range claim.Spec.Resources.Requests {
		n.Requests[string(resource)] = amount.String()
	}
	for key, requirement := range claim.Requirements {
		if requirement.Operator() == corev1.NodeSelectorOpIn && requirement.Len() == 1 && key != v1.NodePoolLabelKey {
			n.Labels[key] = requirement.Any()
		}
	}
	return n
}

func names(pods []*corev1.Pod) []string {
	all := make([]string, 0, len(pods))
	for _, pod := range pods {
		all = append(all, name(pod))
	}
	sort.Strings(all)
	return all
}

func name(pod *corev1.Pod) string { return pod.Namespace + "/" + pod.Name }
