package dev.wainwright.api.validate;

import dev.wainwright.api.Documents;
import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.autoscaling.CapacityBuffer;
import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeOverlay;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.tree.Tree;
import java.util.List;

/** A valid document of a kind, in which most rules have something to look at. */
record Example(Kind kind, Tree.Mapping document) {
    private static final String VALID_POOL = """
            {'apiVersion':'karpenter.sh/v1','kind':'NodePool','metadata':{'name':'p'},'spec':{'weight':10,
            'limits':{'cpu':'100'},'disruption':{'consolidateAfter':'1m','budgets':[{'nodes':'10%'},
            {'nodes':'0','schedule':'0 9 * * *','duration':'8h'}]},'template':{'metadata':{'labels':{'team':'a'}},
            'spec':{'nodeClassRef':{'group':'karpenter.k8s.aws','kind':'EC2NodeClass','name':'default'},
            'requirements':[{'key':'karpenter.sh/capacity-type','operator':'In','values':['spot','on-demand'],
            'minValues':1},{'key':'karpenter.k8s.aws/instance-generation','operator':'Gt','values':['4']},
            {'key':'kubernetes.io/arch','operator':'Exists'}],'expireAfter':'Never'}}}}""";

    private static final String VALID_CLAIM = """
            {'apiVersion':'karpenter.sh/v1','kind':'NodeClaim','metadata':{'name':'c'},'spec':{
            'nodeClassRef':{'group':'karpenter.k8s.aws','kind':'EC2NodeClass','name':'default'},
            'requirements':[{'key':'karpenter.sh/nodepool','operator':'In','values':['p']}],
            'resources':{'requests':{'cpu':'1'}},'expireAfter':'720h'},'status':{'nodeName':'n'}}""";

    private static final String VALID_OVERLAY = """
            {'apiVersion':'karpenter.sh/v1alpha1','kind':'NodeOverlay','metadata':{'name':'o'},'spec':{
            'requirements':[{'key':'node.kubernetes.io/instance-type','operator':'In','values':['m5.large']},
            {'key':'karpenter.sh/nodepool','operator':'NotIn','values':['p']}],'price':'0.5',
            'capacity':{'smarter-devices/fuse':1},'weight':5}}""";

    private static final String VALID_NODE_CLASS = """
            {'apiVersion':'karpenter.k8s.aws/v1','kind':'EC2NodeClass','metadata':{'name':'c'},'spec':{'role':'r',
            'amiSelectorTerms':[{'alias':'al2023@latest'}],'subnetSelectorTerms':[{'tags':{'karpenter.sh/discovery':'c'}},
            {'id':'subnet-1'}],'securityGroupSelectorTerms':[{'name':'n'},{'id':'sg-1'}],
            'capacityReservationSelectorTerms':[{'id':'cr-1'},{'tags':{'a':'*'}}],'placementGroupSelector':{'name':'g'},
            'tags':{'team':'a'},'blockDeviceMappings':[{'deviceName':'/dev/xvda','rootVolume':true,
            'ebs':{'volumeSize':'20Gi'}},{'ebs':{'snapshotID':'s','volumeInitializationRate':100}}],
            'networkInterfaces':[{'networkCardIndex':0,'deviceIndex':0,'interfaceType':'interface'},
            {'networkCardIndex':1,'deviceIndex':1,'interfaceType':'efa-only'}],'connectionTracking':{'udpTimeout':30}}}""";

    private static final String VALID_BUFFER = """
            {'apiVersion':'autoscaling.x-k8s.io/v1beta1','kind':'CapacityBuffer','metadata':{'name':'b'},'spec':{
            'podTemplateRef':{'name':'t'},'replicas':3}}""";

    static List<Example> all() {
        return List.of(
                new Example(Kinds.of(NodePool.class), Documents.document(VALID_POOL)),
                new Example(Kinds.of(NodeClaim.class), Documents.document(VALID_CLAIM)),
                new Example(Kinds.of(NodeOverlay.class), Documents.document(VALID_OVERLAY)),
                new Example(Kinds.of(Ec2NodeClass.class), Documents.document(VALID_NODE_CLASS)),
                new Example(Kinds.of(CapacityBuffer.class), Documents.document(VALID_BUFFER)));
    }

    @Override
    public String toString() {
        return kind.kind();
    }
}
