"""An S3 store on this machine: S3Proxy over a folder (see ``docs/decisions/0006``)."""
