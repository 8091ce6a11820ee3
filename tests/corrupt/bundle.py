"""A bundle on disk, with its parts at hand; and the bundles that are tampered with."""
import hashlib
import json
import lzma
import os

BUNDLES = {
    "refuted": ["--L", "1", "--m", "2", "--q", "3", "--bits-per-token", "3", "--epochs", "1", "--encoder", "direct"],
    "realized": ["--L", "2", "--m", "2", "--n", "1", "--q", "2,3", "--bits-per-token", "1", "--epochs", "2",
                 "--encoder", "direct"],
    "summed": ["--L", "2", "--m", "1", "--n", "2", "--q", "6,2", "--bits-per-token", "1", "--epochs", "2",
               "--encoder", "xor"],
    "in-part": ["--L", "1", "--m", "2", "--q", "3", "--bits-per-token", "3", "--epochs", "1", "--encoder", "direct",
                "--refute-on", "z1=0,1,2,3,4,5,6,7,8", "--refute-on", "z0=0,1"],
    "counted": ["--L", "2", "--m", "1", "--n", "2", "--q", "8,2", "--bits-per-token", "1", "--epochs", "2"],
    "sparse": ["--L", "3", "--m", "1", "--n", "40,1", "--q", "2,2,182", "--bits-per-token", "1", "--epochs", "3"],
    "written-out": ["--L", "3", "--m", "1", "--n", "20,1", "--q", "2,2,182", "--bits-per-token", "1", "--epochs", "3"],
    "summed-far": ["--L", "1", "--m", "40", "--q", "4", "--bits-per-token", "2", "--epochs", "2", "--inputs", "z0=38,39",
                   "--encoder", "xor"],
    "rows": ["--L", "2", "--m", "2", "--n", "7", "--q", "2,3", "--bits-per-token", "1", "--epochs", "2"],
    "adaptive": ["--L", "2", "--m", "2", "--n", "2", "--q", "2,5", "--bits-per-token", "1", "--epochs", "2"],
    "weighted": ["--L", "2", "--m", "2", "--n", "2", "--q", "13,2", "--bits-per-token", "1", "--epochs", "2"],
    "covered": ["--L", "1", "--m", "3", "--q", "11", "--bits-per-token", "1", "--epochs", "3"],
    "blocks": ["--L", "1", "--m", "6", "--q", "7", "--bits-per-token", "1", "--epochs", "3"],
    "blocks-by-formula": ["--L", "1", "--m", "8", "--q", "7", "--bits-per-token", "2", "--epochs", "2"],
    "closed": ["--L", "3", "--m", "1", "--n", "1,1", "--q", "2,2,182", "--bits-per-token", "1", "--epochs", "4"],
    "streamed": ["--L", "2", "--m", "4", "--n", "3", "--q", "4,2", "--bits-per-token", "2", "--epochs", "2"],
    "thinking": ["--L", "2", "--m", "1", "--n", "2", "--q", "8,2", "--bits-per-token", "1", "--epochs", "1",
                 "--model", "chain-of-thought", "--thoughts", "3", "--thought-bits", "4"],
    "chain": ["--L", "2", "--m", "55", "--n", "4", "--q", "727,1024", "--bits-per-token", "10", "--epochs", "2"],
    "three-steps": ["--L", "3", "--m", "1", "--n", "124,5173904", "--q", "61,4,4", "--bits-per-token", "2", "--epochs", "3"],
    # Not tampered with: the source of files that belong to another bundle.
    "other": ["--L", "1", "--m", "3", "--bits-per-token", "4", "--epochs", "1", "--encoder", "direct"],
}
# Of Transformers, by the construction.
TRANSFORMERS = {
    "flagged": ["--L", "2", "--m", "1", "--n", "2", "--q", "3,2", "--construction", "flag"],
    "wondering": ["--L", "1", "--m", "2", "--q", "2", "--construction", "thoughts"],
}
REALIZED = ("realized", "summed", "summed-far", "covered", "closed", "streamed", "thinking")


class Bundle:
    """A bundle on disk, with its parts at hand."""

    def __init__(self, directory, bundles):
        self.directory = directory
        self.bundles = bundles  # the directory of all bundles, untouched

    def path(self, name):
        return os.path.join(self.directory, name)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            content = file.read()
        return lzma.decompress(content).decode() if name.endswith(".xz") else content.decode()

    def write(self, name, content, raw=False):
        data = content if isinstance(content, bytes) else content.encode()
        with open(self.path(name), "wb") as file:
            file.write(lzma.compress(data) if name.endswith(".xz") and not raw else data)

    def certificate(self):
        return json.loads(self.read("certificate.json"))

    def put(self, certificate):
        self.write("certificate.json", json.dumps(certificate))

    def edit(self, change):
        certificate = self.certificate()
        change(certificate)
        self.put(certificate)

    def fix_hashes(self):
        """What a forger does last."""
        certificate = self.certificate()
        for name in certificate["files"]:
            if os.path.isfile(self.path(name)):
                with open(self.path(name), "rb") as file:
                    certificate["files"][name] = hashlib.sha256(file.read()).hexdigest()
        if "formula.cnf.xz" in certificate["files"] and certificate.pop("forge_formula", None):
            text = self.read("formula.cnf.xz")
            certificate["formula"]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
        self.put(certificate)


def canonical_sha(instance):
    return hashlib.sha256(json.dumps(instance, separators=(",", ":")).encode()).hexdigest()
