// protobuf asks an API server for every list in protobuf and in JSON, has Kubernetes' own Go types read both, and says where they differ.
//
//	protobuf KUBECONFIG
//
// Exits with 1 when anything differs or cannot be read.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

const protobuf = "application/vnd.kubernetes.protobuf"

// asker asks for paths and reads what comes into Kubernetes' types.
type asker struct{ client *rest.RESTClient }

// list returns the list as generic JSON, made from the Go types, and the media type in which it came.
func (a asker) list(path, accept string) (map[string]any, string, error) {
	var media string
	answer := a.client.Get().AbsPath(path).SetHeader("Accept", accept).Do(context.Background()).ContentType(&media)
	bytes, err := answer.Raw()
	if err != nil {
		return nil, media, err
	}
	if accept != "application/json" && !strings.Contains(media, "protobuf") {
		return nil, media, nil
	}
	object, _, err := scheme.Codecs.UniversalDeserializer().Decode(bytes, nil, nil)
	if err != nil {
		return nil, media, err
	}
	text, err := json.Marshal(object)
	if err != nil {
		return nil, media, err
	}
	var tree map[string]any
	err = json.Unmarshal(text, &tree)
	// Protobuf cannot tell an empty list from none.
	if items, ok := tree["items"].([]any); ok && len(items) == 0 {
		tree["items"] = nil
	}
	return tree, media, err
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: protobuf KUBECONFIG")
		os.Exit(2)
	}
	config, err := clientcmd.BuildConfigFromFlags("", os.Args[1])
	check(err)
	config.QPS = -1
	found, err := discovery.NewDiscoveryClientForConfig(config)
	check(err)
	_, lists, err := found.ServerGroupsAndResources()
	check(err)
	config.NegotiatedSerializer = scheme.Codecs.WithoutConversion()
	config.GroupVersion = &schema.GroupVersion{}
	client, err := rest.UnversionedRESTClientFor(config)
	check(err)
	if compare(asker{client}, lists) > 0 {
		os.Exit(1)
	}
}

// compare returns how many lists are not the same in both forms.
func compare(server asker, lists []*metav1.APIResourceList) int {
	same, objects, wrong := 0, 0, 0
	var without []string
	for _, group := range lists {
		for _, resource := range group.APIResources {
			if strings.Contains(resource.Name, "/") || !slices.Contains(resource.Verbs, "list") {
				continue
			}
			path := "/apis/" + group.GroupVersion + "/" + resource.Name
			if group.GroupVersion == "v1" {
				path = "/api/v1/" + resource.Name
			}
			ours, media, err := server.list(path, protobuf+",application/json")
			if err == nil && !strings.Contains(media, "protobuf") {
				without = append(without, path)
				continue
			}
			theirs, _, err2 := server.list(path, "application/json")
			if err != nil || err2 != nil {
				fmt.Println(path, err, err2)
				wrong++
			} else if !reflect.DeepEqual(ours, theirs) {
				fmt.Println(path)
				difference("", ours, theirs)
				wrong++
			} else {
				items, _ := theirs["items"].([]any)
				same, objects = same+1, objects+len(items)
			}
		}
	}
	fmt.Printf("%d lists with %d objects are the same in both forms, %d are not, %d come in JSON only: %s\n",
		same, objects, wrong, len(without), strings.Join(without, " "))
	return wrong
}

func difference(at string, ours, theirs any) {
	if reflect.DeepEqual(ours, theirs) {
		return
	}
	one, isMap := ours.(map[string]any)
	other, areMaps := theirs.(map[string]any)
	if isMap && areMaps {
		names := map[string]bool{}
		for name := range one {
			names[name] = true
		}
		for name := range other {
			names[name] = true
		}
		for name := range names {
			difference(at+"."+name, one[name], other[name])
		}
		return
	}
	first, isList := ours.([]any)
	second, areLists := theirs.([]any)
	if isList && areLists && len(first) == len(second) {
		for i := range first {
			difference(fmt.Sprintf("%s[%d]", at, i), first[i], second[i])
		}
		return
	}
	fmt.Println("  ", at, "is", ours, "in protobuf and", theirs, "in JSON")
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
