# A short way to run.py, for those who like make.
.PHONY: serve build check test bench stubs
serve build check test bench stubs:
	python3 run.py $@
