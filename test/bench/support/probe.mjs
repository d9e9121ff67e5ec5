// Loaded before a server that is measured (`node --import`): tells what its process has used, when asked.

process.on('message', (question) => {
  if (question === 'memory') globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ cpu: user + system, rss, heap: heapUsed + external });
});

// The one who asks does not keep it running.
process.channel?.unref();
