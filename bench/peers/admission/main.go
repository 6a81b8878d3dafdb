// Asks Kubernetes' own code what an API server would make of objects of our custom kinds.
//
// The first argument is a folder of CRDs. Every line of the input is a request {"kind", "object", "old"}; it comes out again
// with the verdict "accepted". With -why the reasons for refusals go to standard error.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/install"
	v1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	crdvalidation "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/runtime"
	kjson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"sigs.k8s.io/yaml"
)

type request struct {
	Kind     string          `json:"kind"`
	Accepted bool            `json:"accepted"`
	Old      json.RawMessage `json:"old,omitempty"`
	Object   json.RawMessage `json:"object"`
}

// judge is what an API server knows about one kind.
type judge struct {
	structural *schema.Structural
	schema     validation.SchemaValidator
	rules      *cel.Validator
}

func main() {
	why := flag.Bool("why", false, "say why objects are refused")
	flag.Parse()
	judges := judgesOf(flag.Arg(0))
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for lines.Scan() {
		var asked request
		must(json.Unmarshal(lines.Bytes(), &asked))
		refused := judges[asked.Kind].refusals(asked)
		asked.Accepted = len(refused) == 0
		must(out.Encode(asked))
		if *why && !asked.Accepted {
			fmt.Fprintln(os.Stderr, asked.Kind, refused.ToAggregate())
		}
	}
	must(lines.Err())
}

// judgesOf reads the CRDs and fails on those that an API server would not take.
func judgesOf(folder string) map[string]judge {
	scheme := runtime.NewScheme()
	install.Install(scheme)
	judges := map[string]judge{}
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	must(err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		must(err)
		published := &v1.CustomResourceDefinition{}
		must(yaml.UnmarshalStrict(text, published))
		scheme.Default(published)
		crd := &apiextensions.CustomResourceDefinition{}
		must(scheme.Convert(published, crd, nil))
		crd.Status.StoredVersions = []string{crd.Spec.Versions[0].Name}
		must(crdvalidation.ValidateCustomResourceDefinition(context.Background(), crd).ToAggregate())
		judges[crd.Spec.Names.Kind] = judgeOf(crd)
	}
	return judges
}

func judgeOf(crd *apiextensions.CustomResourceDefinition) judge {
	shape := crd.Spec.Validation
	if shape == nil {
		shape = crd.Spec.Versions[0].Schema
	}
	structural, err := schema.NewStructural(shape.OpenAPIV3Schema)
	must(err)
	validator, _, err := validation.NewSchemaValidator(shape.OpenAPIV3Schema)
	must(err)
	return judge{structural, validator, cel.NewValidator(structural, true, celconfig.PerCallLimit)}
}

// refusals does what an API server does, in its order, with strict field validation.
func (j judge) refusals(asked request) field.ErrorList {
	object := map[string]any{}
	must(kjson.Unmarshal(asked.Object, &object))
	var old any
	if len(asked.Old) > 0 {
		before := map[string]any{}
		must(kjson.Unmarshal(asked.Old, &before))
		old = before
	}
	var refused field.ErrorList
	strict := schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	for _, path := range pruning.PruneWithOptions(object, j.structural, true, strict) {
		refused = append(refused, field.Forbidden(field.NewPath(path), "unknown field"))
	}
	defaulting.PruneNonNullableNullsWithoutDefaults(object, j.structural)
	defaulting.Default(object, j.structural)
	refused = append(refused, validation.ValidateCustomResource(nil, object, j.schema)...)
	refused = append(refused, listtype.ValidateListSetsAndMaps(nil, j.structural, object)...)
	broken, _ := j.rules.Validate(
		context.Background(), nil, j.structural, object, old, celconfig.RuntimeCELCostBudget)
	return append(refused, broken...)
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
