"""What openenv.yaml points at: an oracle, canary trajectories, a plan for a measured episode."""
