DROP TABLE clock_segments;
DROP TABLE case_clocks;
