package dev.wainwright.apiserver.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Result;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bodies as kubectl sends them. */
class ProtobufReaderTest {
    /** What kubectl 1.32.4 sent for: create deployment proto --image=nginx:1.29 --replicas=2 --port=80. */
    private static final String DEPLOYMENT =
            "6b3873000a150a07617070732f7631120a4465706c6f796d656e7412c5010a230a0570726f746f12001a0022002a003200380042005a0c0a03617070120570726f746f128f010802120e0a0c0a03617070120570726f746f1a730a1e0a0012001a0022002a003200380042005a0c0a03617070120570726f746f125112330a056e67696e78120a6e67696e783a312e32392a00320a0a001000185022002a0042006a007200800100880100900100a201001a00320042004a0052005800600068008201008a01009a0100c2010022020a00280038001a0c0800100018002000280038001a002200";

    @Test
    void aDeploymentReadsAsItsJsonWould() {
        Tree.Mapping read =
                ProtobufReader.read(HexFormat.of().parseHex(DEPLOYMENT)).orThrow();

        assertThat(read).isEqualTo(Json.parse("""
                {"apiVersion": "apps/v1", "kind": "Deployment",
                 "metadata": {"name": "proto", "labels": {"app": "proto"}},
                 "spec": {
                   "replicas": 2,
                   "selector": {"matchLabels": {"app": "proto"}},
                   "template": {
                     "metadata": {"labels": {"app": "proto"}},
                     "spec": {
                       "containers": [
                         {"name": "nginx", "image": "nginx:1.29", "ports": [{"containerPort": 80}], "resources": {}}]}},
                   "strategy": {}},
                 "status": {}}"""));
    }

    @Test
    void everyPrefixOfABodyIsRefusedOrReadButNeverThrows() {
        byte[] whole = HexFormat.of().parseHex(DEPLOYMENT);
        int refused = 0;
        for (int length = 0; length < whole.length; length++) {
            Result<Tree.Mapping> result = ProtobufReader.read(Arrays.copyOf(whole, length));
            refused += result.isOk() ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(whole.length / 2);
    }
}
