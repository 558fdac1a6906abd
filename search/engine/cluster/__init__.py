"""The index on a cluster: Elasticsearch and OpenSearch through one builder of queries."""
