// The made-up campaign.
