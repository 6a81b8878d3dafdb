// karpenter-peer asks Karpenter's own scheduler what it would do, so that its plans and its speed can be compared with
// ours. It uses Karpenter as an ordinary Go module and talks to no cluster.
//
//	karpenter-peer -f manifests.json -t instance-types.json     one plan, on standard output
//	karpenter-peer -cases DIR                                   a plan for every case folder in DIR, as karpenter.json in it
//	karpenter-peer -bench diverse -pods 1000                    Karpenter's own benchmark shape, timed
//
// A case folder holds manifests.json, instance-types.json (kwok's format) and case.json with the options.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sort"

	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/karpenter/pkg/operator/injection"
	"sigs.k8s.io/karpenter/pkg/operator/logging"
	"sigs.k8s.io/karpenter/pkg/operator/options"
	"sigs.k8s.io/karpenter/pkg/test"
)

// asked is what a run is told besides the objects.
type asked struct {
	IgnorePreferences   bool `json:"ignorePreferences"`
	BestEffortMinValues bool `json:"bestEffortMinValues"`
	workers             int
	runs                int
}

func main() {
	manifests := flag.String("f", "", "manifests of one case")
	types := flag.String("t", "", "instance types of one case, in kwok's format")
	cases := flag.String("cases", "", "folder of case folders")
	shape := flag.String("bench", "", "diverse, preference or ignore: one of Karpenter's benchmark shapes")
	pods := flag.Int("pods", 1000, "pods of the benchmark shape")
	var a asked
	flag.BoolVar(&a.IgnorePreferences, "ignore-preferences", false, "leave preferences out of account")
	flag.IntVar(&a.runs, "runs", 1, "fresh schedulers; the best time is told")
	flag.IntVar(&a.workers, "workers", runtime.NumCPU(), "goroutines that probe candidates")
	flag.Parse()
	log.SetLogger(logging.NopLogger)

	ctx := options.ToContext(injection.WithControllerName(context.Background(), "provisioner"), test.Options())
	switch {
	case *shape != "":
		show(os.Stdout, timeShape(ctx, *shape, *pods, a))
	case *cases != "":
		solveAll(ctx, *cases, a)
	default:
		show(os.Stdout, solveFiles(ctx, *manifests, *types, a))
	}
}

func solveFiles(ctx context.Context, manifests, types string, a asked) plan {
	return solve(ctx, readObjects(manifests), types, a)
}

// solveAll goes through the folders by name. A case that Karpenter cannot cope with is told and does not stop the rest.
func solveAll(ctx context.Context, dir string, a asked) {
	found, err := filepath.Glob(filepath.Join(dir, "*", "manifests.json"))
	must(err)
	sort.Strings(found)
	for _, manifests := range found {
		solveFolder(ctx, filepath.Dir(manifests), a)
	}
}

func solveFolder(ctx context.Context, folder string, a asked) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", folder, r)
		}
	}()
	own := a
	if raw, err := os.ReadFile(filepath.Join(folder, "case.json")); err == nil {
		must(json.Unmarshal(raw, &own))
	}
	p := solveFiles(ctx, filepath.Join(folder, "manifests.json"), filepath.Join(folder, "instance-types.json"), own)
	out, err := os.Create(filepath.Join(folder, "karpenter.json"))
	must(err)
	defer out.Close()
	show(out, p)
}

func show(out *os.File, v any) {
	enc := json.NewEncoder(out)
	enc.SetIndent("", " ")
	must(enc.Encode(v))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
