// The first that is imported: what else there is may need a newer Node than this one.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Sala needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
