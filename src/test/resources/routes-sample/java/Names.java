// Only read as text, never compiled: the ways in which Java gives names that routes use.
@BindToRegistry("heyGen")
@BindToRegistry(value = "jobStore", lazy = true)
registry.bind("mergeJobs", new MergeJobs());
from("direct:x").routeId("take-webhook");
