/**
 * Stands in for `tldts` in the build: MSW keeps cookies by the registrable domains of their hosts, for which that
 * brings the Public Suffix List, three quarters of the demo's bytes. The demo's requests carry no cookies.
 */
export function getDomain(): null {
  return null;
}
