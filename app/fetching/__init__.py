"""Reading what others publish on the web, without being led anywhere else."""
