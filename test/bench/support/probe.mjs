// Loaded before a server that is measured (`node --import`): tells what its process has used, when asked.

process.on('message', (question) => {
  if (question === 'memory') globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ cpu: user + system, rss, heap: heapUsed + external });
});

// It does not outlive the one who asks, nor run on for that one's sake.
process.on('disconnect', () => process.exit());
process.channel?.unref();
