"""One OpenSearch node, fetched by Maven."""
